import { describe } from 'vitest';
import { transportContract, type EchoPeer } from './contract.ts';
import { startDevice, type Peer } from './memory.ts';

const echo = async (): Promise<EchoPeer> => {
  let leave: (() => void) | undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const device = async (peer: Peer): Promise<void> => {
    const answering = (async () => {
      for await (const bytes of peer.received) peer.send(bytes);
    })();
    await Promise.race([answering, left]);
  };
  return {
    open: async (signal) => startDevice(device, signal),
    async lose() {
      leave?.();
    },
    async [Symbol.asyncDispose]() {
      leave?.();
    },
  };
};

describe('memory', () => transportContract(echo));
