import { fault } from '../fault.ts';
import type { Line, Link } from '../link.ts';
import type { Dialogue, Said } from './mlperf-tiny-dialogue.ts';
import { unaskedMessage } from './mlperf-tiny-lines.ts';
import { benchmarkModel } from './mlperf-tiny-models.ts';
import type { Heard, Identity } from './protocol.ts';

/** What its banner says: that it started, and what it is built to measure. */
export interface Banner {
  readonly line: Line;
  readonly mode?: 'performance' | 'energy';
}

/** The banner in what was heard, if there is one. */
export const bannerIn = (heard: readonly Said[]): Banner | undefined => {
  let banner: Banner | undefined;
  for (const { said, line } of heard) {
    if (said.kind === 'mode') banner = { line, mode: said.mode };
    if (said.kind === 'init-done') banner ??= { line };
  }
  return banner;
};

const tries = 3;
/** How long a device may take to say its name, before it is asked again. */
const patience_us = 2e6;

interface Named {
  readonly vendor: string;
  readonly banner: Banner | undefined;
}

/**
 * Asks for the name until it is the name that comes. What comes before is the banner of a device
 * that is just starting, or the answer to half a command that an earlier host left behind.
 */
const name = async (link: Link, dialogue: Dialogue, deadline_us: number): Promise<Named> => {
  link.begin();
  let heard = await dialogue.drain(link, deadline_us);
  let banner = bannerIn(heard);
  for (let turn = 1; turn <= tries; turn += 1) {
    const last = turn === tries;
    const remaining_us = deadline_us - link.now_us();
    const latest_us = last
      ? deadline_us
      : Math.min(deadline_us, link.now_us() + Math.min(patience_us, remaining_us / 2));
    heard = [];
    try {
      for await (const said of dialogue.ask(link, 'name', latest_us)) heard.push(said);
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (last || (code !== 'DEADLINE' && code !== 'GARBLED')) throw error;
    }
    banner = bannerIn(heard) ?? banner;
    const named = heard.find(({ said }) => said.kind === 'name')?.said;
    if (named?.kind === 'name') {
      // Whoever was asked twice may answer twice.
      if (turn > 1) banner = bannerIn(await dialogue.drain(link, deadline_us)) ?? banner;
      return { vendor: named.text, banner };
    }
    for (const { line } of heard) link.aside(line.text, 'left from before this run');
    heard = await dialogue.drain(link, deadline_us);
    banner = bannerIn(heard) ?? banner;
  }
  throw fault('PROTOCOL', `asked ${tries} times for its name, it gave other answers`);
};

/** Says at once what is wrong with what it is built for. */
const checkMode = (banner: Banner | undefined, wanted: 'performance' | 'energy'): void => {
  if (banner?.mode === undefined || banner.mode === wanted) return;
  throw fault(
    'MODE',
    `its firmware is built for the ${banner.mode} mode, and this run measures in the ${wanted} mode`,
  );
};

async function* profile(
  link: Link,
  dialogue: Dialogue,
  deadline_us: number,
): AsyncGenerator<Heard, { firmware: string; model: string } | undefined> {
  let [firmware, model] = ['', ''];
  for await (const { said, line } of dialogue.ask(link, 'profile', deadline_us)) {
    if (said.kind === 'profile') firmware = said.text;
    else if (said.kind === 'model') model = said.text;
    else {
      const message = unaskedMessage(said);
      if (message) yield { message, line };
      else link.noise(line.text, 'not the profile that was asked for');
    }
  }
  return firmware === '' || model === '' ? undefined : { firmware, model };
}

/** How many scores a model gives that the benchmark does not know. */
const countScores = async (
  link: Link,
  dialogue: Dialogue,
  deadline_us: number,
): Promise<number | undefined> => {
  let count: number | undefined;
  for await (const { said } of dialogue.ask(link, 'results', deadline_us)) {
    if (said.kind === 'results') count = said.scores.length;
  }
  return count;
};

/** Yields the identity last; before it a boot, where the device was seen to start. */
export async function* identify(
  link: Link,
  dialogue: Dialogue,
  mode: 'performance' | 'energy',
  deadline_us: number,
): AsyncGenerator<Heard> {
  const { vendor, banner } = await name(link, dialogue, deadline_us);
  checkMode(banner, mode);
  const about = yield* profile(link, dialogue, deadline_us);
  if (!about) throw fault('PROTOCOL', 'its profile names no firmware or no model');
  const labels =
    benchmarkModel(about.model)?.scores ??
    Array.from({ length: (await countScores(link, dialogue, deadline_us)) ?? 0 }, (_, number) =>
      String(number),
    );
  if (labels.length === 0) {
    throw fault('PROTOCOL', `the model ${about.model} is unknown, and it gives no results`);
  }
  const identity: Identity = {
    firmware: vendor,
    version: about.firmware,
    model: about.model,
    tick_hz: 1e6,
    labels,
  };
  const line = { text: `m-model-[${about.model}]`, time_us: link.now_us() };
  if (banner)
    yield { message: { type: 'boot', cause: 'power-on', ...identity }, line: banner.line };
  yield { message: { type: 'identity', ...identity }, line };
}
