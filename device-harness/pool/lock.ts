import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Holder, isGone, ourselves } from './holder.ts';

/** What a holder says of itself to those who wait. */
export interface About {
  readonly run: string;
  readonly suite?: string;
}

/** Who holds a lock, for which run, since when (host time, ISO 8601). */
export interface Claim extends Holder, About {
  readonly key: string;
  readonly since: string;
}

export interface Lock extends Disposable {
  readonly key: string;
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** `work`, where the file system may already be in the state it is to bring about. */
const unless = (codes: readonly string[], work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (!codes.includes(codeOf(error) ?? '')) throw error;
  }
};

/** What a folder that holds something is refused with. */
const taken =
  process.platform === 'win32'
    ? ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY']
    : ['ENOTEMPTY', 'EEXIST'];

/** Readable, and never the same for two keys. */
const nameOf = (key: string): string => {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `${key.replaceAll(/[^A-Za-z0-9.-]+/gu, '_').slice(0, 60)}-${digest}`;
};

/** The claims in a lock; at most one, and complete, since it came with its folder. */
const claimsIn = (lock: string): string[] => {
  try {
    return readdirSync(lock);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
};

/** Undefined where it was given back meanwhile, or is none: no living process wrote that. */
const read = (file: string): Claim | undefined => {
  try {
    const claim = JSON.parse(readFileSync(file, 'utf8')) as Claim | null;
    return typeof claim?.pid === 'number' && typeof claim.host === 'string' ? claim : undefined;
  } catch (error) {
    // Anything else (too many open files) says nothing about the holder.
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const leftOver_ms = 60_000;

/** A process that is killed between making its claim and handing it in leaves it behind. */
const sweep = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.new')) continue;
    const path = join(folder, name);
    const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - since <= leftOver_ms) continue;
    // What another user left behind is theirs to sweep.
    unless(['EPERM', 'EACCES'], () => rmSync(path, { recursive: true, force: true }));
  }
};

/** Throws one of `taken` unless our claim got in: a folder replaces an absent or empty one only. */
const handIn = (folder: string, lock: string, name: string, claim: Claim): void => {
  const made = join(folder, `${name}.new`);
  mkdirSync(made);
  try {
    writeFileSync(join(made, name), JSON.stringify(claim));
    // Where the system does not replace even an empty folder (Windows).
    if (process.platform === 'win32') unless(['ENOENT', ...taken], () => rmdirSync(lock));
    renameSync(made, lock);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
};

const giveBack = (lock: string, name: string): void => {
  unless(['ENOENT'], () => unlinkSync(join(lock, name)));
  unless(['ENOENT', ...taken], () => rmdirSync(lock));
};

/** Who living holds the lock `key` in `folder`, without taking it or changing anything. */
export const lockedBy = (folder: string, key: string): Claim | undefined => {
  const lock = join(folder, `${nameOf(key)}.lock`);
  return claimsIn(lock)
    .map((name) => read(join(lock, name)))
    .find((claim) => claim !== undefined && !isGone(claim));
};

/** More often than that nobody loses to somebody who has given it back by the next look. */
const turns = 100;

/**
 * Takes the lock `key` in `folder`, or says who holds it. The lock is a folder that holds one file
 * under a name nobody else ever uses. It appears with that file in it, by one rename that succeeds
 * only where the folder is absent or empty; so of several at once one wins. A dead holder's file is
 * deleted by its own name: whoever is late to that deletes nothing of the next holder's.
 */
export const tryLock = (folder: string, key: string, about: About): Lock | Claim => {
  const lock = join(folder, `${nameOf(key)}.lock`);
  for (let turn = 1; ; turn += 1) {
    for (const name of claimsIn(lock)) {
      const claim = read(join(lock, name));
      if (claim && !isGone(claim)) return claim;
      unless(['ENOENT'], () => unlinkSync(join(lock, name)));
    }
    sweep(folder);
    const name = `${process.pid}-${randomUUID()}`;
    const claim = { ...ourselves(), ...about, key, since: new Date().toISOString() };
    try {
      handIn(folder, lock, name, claim);
      return { key, [Symbol.dispose]: () => giveBack(lock, name) };
    } catch (error) {
      // ENOENT: our claim was swept away while this process stood still.
      if (turn === turns || !['ENOENT', ...taken].includes(codeOf(error) ?? '')) throw error;
    }
  }
};
