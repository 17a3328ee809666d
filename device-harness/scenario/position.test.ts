import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Step } from '../../schemas/types/suite.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Journal } from './context.ts';
import { driveDevice } from '../drive.ts';
import { silentWindows } from '../testing/drive.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { losingDevice, type SocketPeer } from '../testing/socket-peer.ts';
import { extentOf, isGroup, isRepeat, type Leaf, leafAt } from './extent.ts';
import { createPosition, type Position, takeUp } from './position.ts';
import type { Scenario } from './standing.ts';

/** Every leaf as it is run, written out by hand. */
const unrolled = (steps: readonly Step[]): Leaf[] =>
  steps.flatMap((step): Leaf[] => {
    if (isGroup(step)) return unrolled(step.steps);
    if (isRepeat(step))
      return Array.from({ length: step.repeat }, () => unrolled(step.steps)).flat();
    return [step];
  });

const randomSteps = (random: (below: number) => number, depth = 0): Step[] =>
  Array.from({ length: 1 + random(3) }, (_, index): Step => {
    const inside = (): Step[] => randomSteps(random, depth + 1);
    switch (random(depth < 3 ? 5 : 3)) {
      case 0:
        return 'reset';
      case 1:
        return { infer: 1 + random(3) };
      case 2:
        return { sleep: '1 ms' };
      case 3:
        return { repeat: 1 + random(3), steps: inside() };
      default:
        return { group: `g${depth}-${index}`, steps: inside() };
    }
  });

test('leaves are found by their ordinal, with their stimuli and the groups around them', () => {
  const random = seededRandom(7);
  for (let turn = 0; turn < 300; turn += 1) {
    const steps = randomSteps(random);
    const leaves = unrolled(steps);
    const count = 40;
    expect(extentOf(steps, count).leaves).toBe(leaves.length);
    let stimulus = 0;
    for (const [ordinal, step] of leaves.entries()) {
      const found = leafAt(steps, ordinal, count);
      expect(found).toMatchObject({ step, stimulus });
      for (const group of found?.groups ?? []) {
        const inside = unrolled(group.step.steps);
        expect(leaves.slice(group.from, group.from + inside.length)).toEqual(inside);
        expect(ordinal - group.from).toBeLessThan(inside.length);
      }
      if (typeof step !== 'string' && 'infer' in step)
        stimulus = Math.min(count, stimulus + step.infer);
    }
    expect(leafAt(steps, leaves.length, count)).toBeUndefined();
  }
});

type Note = Parameters<Journal>[0];
type Told = { readonly event: TelemetryEvent } | { readonly note: Note };

let peer: SocketPeer;
beforeAll(async () => {
  peer = await losingDevice([]);
});
afterAll(async () => peer.vanish());

const scenarios: Scenario[] = [
  { id: 'steady', steps: ['reset', 'infer', { wait: '1 ms' }] },
  {
    id: 'mixed',
    steps: [
      { infer: 2 },
      { group: 'a', steps: ['reset', { repeat: 2, steps: [{ sleep: '1 ms' }, { infer: 2 }] }] },
      { group: 'b', steps: [{ infer: 1 }, { group: 'c', steps: ['reset', { infer: 2 }] }] },
      { repeat: 2, steps: ['reset', { send: '{"cmd":"id"}', expect: 'identity' }] },
    ],
  },
];
const stimuli = { steady: silentWindows(4), mixed: silentWindows(9) };

/** Drives on from where a device stands; all it stored and journaled, in order. */
const drive = async (position?: Position): Promise<Told[]> => {
  const told: Told[] = [];
  const outcome = await driveDevice({
    device: {
      id: 'd-1',
      transport: { kind: 'tcp', host: '127.0.0.1', port: Number(peer.address) },
    },
    scenarios,
    stimuli,
    position,
    deadline: '20 s',
    onEvent: (event) => told.push({ event }),
    onJournal: (note) => told.push({ note }),
    signal: new AbortController().signal,
  });
  expect(outcome.fault).toBeUndefined();
  return told;
};

/** The position that follows from what was written, as it is read after a kill. */
const readAgain = (told: readonly Told[]): Position => {
  const position = createPosition(scenarios, stimuli);
  for (const entry of told) if ('event' in entry) position.heard(entry.event);
  for (const entry of told) if ('note' in entry) position.noted(entry.note);
  takeUp(position);
  return position;
};

const eventsIn = (told: readonly Told[]): TelemetryEvent[] =>
  told.flatMap((entry) => ('event' in entry ? [entry.event] : []));

const asked = Object.entries(stimuli)
  .flatMap(([scenario, windows]) => windows.map(({ sample }) => `${scenario} ${sample}`))
  .toSorted();

const expectWhole = (events: readonly TelemetryEvent[]): void => {
  const answered = events.filter(({ kind }) => kind === 'inference');
  expect(answered.map(({ scenario, sample }) => `${scenario} ${sample}`).toSorted()).toEqual(asked);
  const ids = events.map(({ session, seq }) => `${session} ${seq}`);
  expect(new Set(ids).size).toBe(ids.length);
};

test('an inference nobody asked for answers no stimulus, whatever its sample is called', () => {
  const position = createPosition(scenarios, stimuli);
  const event = { kind: 'inference', session: 'steady-0', scenario: 'steady' } as const;
  const [standing] = position.scenarios;
  position.heard({ ...event, sample: 'w-1', unasked: true });
  expect(standing).toMatchObject({ unasked: 1 });
  expect(standing?.answers.firstLeft()).toBe(0);
  position.heard({ ...event, sample: 'w-1' });
  expect(standing).toMatchObject({ unasked: 1 });
  expect(standing?.answers.firstLeft()).toBe(1);
});

describe('a device whose run was killed', () => {
  /** Every device waits for its port to settle; side by side they wait together. */
  const all = async (count: number, work: (index: number) => Promise<void>): Promise<void> => {
    await Promise.all(Array.from({ length: count }, (_, index) => work(index)));
  };

  test('goes on from every single moment, and answers everything once', async () => {
    const whole = await drive();
    expectWhole(eventsIn(whole));
    await all(whole.length + 1, async (kept) => {
      const before = whole.slice(0, kept);
      expectWhole(eventsIn([...before, ...(await drive(readAgain(before)))]));
    });
  });

  test('goes on where events never reached the disk, though the journal tells of later ones', async () => {
    const whole = await drive();
    await all(whole.length + 1, async (kept) => {
      const told = whole.slice(0, kept);
      let left = eventsIn(told).length - 3;
      const before = told.filter((entry) => 'note' in entry || (left -= 1) >= 0);
      expectWhole(eventsIn([...before, ...(await drive(readAgain(before)))]));
    });
  });

  test('and is killed again and again', async () => {
    await all(20, async (seed) => {
      const random = seededRandom(seed + 1);
      let told: Told[] = [];
      for (let kill = 0; kill < 4; kill += 1) {
        const more = await drive(kill === 0 ? undefined : readAgain(told));
        told = [...told, ...more.slice(0, random(more.length))];
      }
      expectWhole(eventsIn([...told, ...(await drive(readAgain(told)))]));
    });
  });
});
