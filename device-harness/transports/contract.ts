import { expect, test } from 'vitest';
import { nextChunk, readBytes } from '../testing/read-bytes.ts';
import type { Transport } from './transport.ts';

/** A device that sends back every byte, and the ways to it. */
export interface EchoPeer {
  open: (signal: AbortSignal) => Promise<Transport>;
  /** Takes the device away, where the test can. */
  readonly lose?: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

export interface ContractOptions {
  /** Where only one program can have the device open at a time. */
  readonly exclusive?: boolean;
  /** Starts a device that reads nothing, where the transport can be blocked by one. */
  readonly deafPeer?: () => Promise<EchoPeer>;
  readonly burst_B?: number;
  /** More than the buffers on the way to a device take that reads nothing; default 1 MiB. */
  readonly unread_B?: number;
  /** Whether `lose` can take the device away; default true. */
  readonly losable?: boolean;
}

const never = (): AbortSignal => new AbortController().signal;
const second_us = 1e6;

/** What every transport promises. `start` starts an echo device anew for each test. */
export const transportContract = (
  start: () => Promise<EchoPeer>,
  {
    exclusive = false,
    deafPeer,
    burst_B = 65_536,
    unread_B = 1024 * 1024,
    losable = true,
  }: ContractOptions = {},
): void => {
  const withPeer = async (work: (peer: EchoPeer) => Promise<void>): Promise<void> => {
    const peer = await start();
    try {
      await work(peer);
    } finally {
      await peer[Symbol.asyncDispose]();
    }
  };
  const echoes = async (transport: Transport, bytes: Uint8Array): Promise<void> => {
    await transport.send(bytes, second_us);
    expect(Buffer.compare(await readBytes(transport, bytes.length), bytes)).toBe(0);
  };

  test('carries every byte value both ways', async () =>
    withPeer(async (peer) => {
      const transport = await peer.open(never());
      await echoes(
        transport,
        Uint8Array.from({ length: 512 }, (_, index) => (index * 7) & 0xff),
      );
      await transport[Symbol.asyncDispose]();
    }));

  test('carries a big burst whole and stamps it in order', async () =>
    withPeer(async (peer) => {
      const transport = await peer.open(never());
      const burst = Uint8Array.from(
        { length: burst_B },
        (_, index) => (index ^ (index >> 8)) & 0xff,
      );
      await transport.send(burst, 10 * second_us);
      const times: number[] = [];
      const chunks: Uint8Array[] = [];
      for (let missing = burst_B; missing > 0;) {
        const chunk = await nextChunk(transport);
        chunks.push(chunk!.bytes);
        times.push(chunk!.time_us);
        missing -= chunk!.bytes.length;
      }
      expect(Buffer.compare(Buffer.concat(chunks), burst)).toBe(0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every(Number.isSafeInteger)).toBe(true);
      await transport[Symbol.asyncDispose]();
    }));

  test('can be disposed of twice, and what it received then ends', async () =>
    withPeer(async (peer) => {
      const transport = await peer.open(never());
      await transport[Symbol.asyncDispose]();
      await transport[Symbol.asyncDispose]();
      expect(await nextChunk(transport)).toBeUndefined();
    }));

  test('can be opened again after it was closed', async () =>
    withPeer(async (peer) => {
      for (const text of ['first', 'second']) {
        const transport = await peer.open(never());
        await echoes(transport, Buffer.from(text));
        await transport[Symbol.asyncDispose]();
      }
    }));

  test('closes on abort and says so to who waits', async () =>
    withPeer(async (peer) => {
      const controller = new AbortController();
      const transport = await peer.open(controller.signal);
      const next = nextChunk(transport);
      controller.abort(new Error('enough'));
      await expect(next).rejects.toThrow('enough');
      await expect(peer.open(controller.signal)).rejects.toThrow('enough');
      await transport[Symbol.asyncDispose]();
      const again = await peer.open(never());
      await echoes(again, Buffer.from('again'));
      await again[Symbol.asyncDispose]();
    }));

  if (losable) {
    test('ends what it received when the device is lost', async () =>
      withPeer(async (peer) => {
        const transport = await peer.open(never());
        await echoes(transport, Buffer.from('here'));
        const next = nextChunk(transport).catch((error: unknown) => error);
        await peer.lose?.();
        const last = await next;
        if (last !== undefined) expect(last).toMatchObject({ code: 'LOST' });
        await transport[Symbol.asyncDispose]();
      }));
  }

  if (exclusive) {
    test('refuses a port that is open already', async () =>
      withPeer(async (peer) => {
        const transport = await peer.open(never());
        await expect(peer.open(never())).rejects.toMatchObject({ code: 'PORT_BUSY' });
        await echoes(transport, Buffer.from('still mine'));
        await transport[Symbol.asyncDispose]();
      }));
  }

  if (deafPeer) {
    test('gives up sending at the deadline and frees the port', async () => {
      const peer = await deafPeer();
      const transport = await peer.open(never());
      const sending = transport.send(new Uint8Array(unread_B), second_us / 4);
      await expect(sending).rejects.toMatchObject({ code: 'DEADLINE' });
      await transport[Symbol.asyncDispose]();
      const again = await peer.open(never());
      await again[Symbol.asyncDispose]();
      await peer[Symbol.asyncDispose]();
    });
  }
};
