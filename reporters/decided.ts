import type { ReportModel } from '../schemas/types/report-model.ts';

type Shown = Pick<ReportModel, 'decision' | 'looks' | 'summary' | 'confidence'>;

/**
 * Whether the decision lets a CI go on: any go, as long as the command itself ends with 0 for it.
 * An amended limit or a look that nobody declared is told beside it and stops only `--strict`.
 */
export const isGo = ({ tone, exit_code }: ReportModel['decision']): boolean =>
  (tone === 'go' || tone === 'rehearsal') && exit_code === 0;

/** `NO-GO, AMENDED: 2 of 14 required criteria fail.` */
export const decisionInWords = ({ label, marks, reason }: ReportModel['decision']): string =>
  `${[label, ...marks].join(', ')}: ${reason}`;

/** Everything said about the decision, a line each, for readers of a CI's page. */
export const decisionAccount = ({ decision, looks, summary, confidence }: Shown): string =>
  [decisionInWords(decision), looks, `${summary.tally}, at ${confidence} confidence.`]
    .filter((line) => line)
    .join('\n');
