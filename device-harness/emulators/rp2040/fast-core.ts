import type { Chip } from './chip.ts';
import type { Memory } from './memory.ts';
import { branchOffset, holds } from './thumb-branches.ts';
import { accesses, alignment, firstStore, kinds } from './thumb-patterns.ts';
import { stackedWords, transfersOf } from './thumb-transfers.ts';

const flashStart = 0x1000_0000;
const ramStart = 0x2000_0000;

/**
 * Runs the core until it is due at the clock or waits. Does what calling `executeInstruction` in
 * a loop does, cycle for cycle, but handles frequent instructions on registers, RAM and flash
 * itself. Everything else (peripherals, exceptions, rare or unaligned forms) is left to the
 * emulator, one instruction at a time. The numbers of the cases are those of thumb-patterns.ts.
 */
export const fastCore = ({ core, clock }: Chip, memory: Memory): (() => void) => {
  const r = new Int32Array(core.registers.buffer);
  const { buffer } = memory.flash;
  const [words, halves] = [new Int32Array(buffer), new Uint16Array(buffer)];
  const { single: transfer, push, pop } = transfersOf(r, buffer);
  // Where modules are loaded through an interpreter of their own, an import costs a call each time.
  const [decoded, accessed, isTaken, offsetOf] = [kinds, accesses, holds, branchOffset];
  const [misaligned, stores, stacked] = [alignment, firstStore, stackedWords];
  const [flash_B, ram_B] = [memory.flash.length, memory.ram.length];

  /** Executes until `due`, or until the instruction at PC is the emulator's: then true. */
  const burst = (due: number): boolean => {
    let pc = r[15]!;
    let cycles = core.cycles;
    // Zero and negative follow from the last result; the architecture never sets both.
    let result = core.Z ? 0 : core.N ? -1 : 1;
    let carry = core.C;
    let overflow = core.V;
    let emulators = false;

    while (cycles < due) {
      const fetch = (pc - flashStart) | 0;
      if (fetch < 0 || fetch >= flash_B) {
        emulators = true;
        break;
      }
      const op = halves[fetch >> 1]!;
      const low = op & 7;
      const mid = (op >> 3) & 7;
      const access = accessed[op]!;
      let address = 0;
      let register = low;
      let next = pc + 2;
      let taken = 1;

      switch (decoded[op]!) {
        case 1: {
          const shift = (op >> 6) & 31;
          if (shift > 0) carry = ((r[mid]! >>> (32 - shift)) & 1) === 1;
          result = r[low] = r[mid]! << shift;
          break;
        }
        case 2: {
          const shift = (op >> 6) & 31;
          const input = r[mid]!;
          carry = ((input >>> ((shift - 1) & 31)) & 1) === 1;
          result = r[low] = shift === 0 ? 0 : (input >>> shift) | 0;
          break;
        }
        case 3: {
          const shift = (op >> 6) & 31;
          const input = r[mid]!;
          carry = ((input >> ((shift - 1) & 31)) & 1) === 1;
          result = r[low] = input >> (shift === 0 ? 31 : shift);
          break;
        }
        case 4:
        case 6: {
          const a = r[mid]!;
          const b = (op & 0x400) === 0 ? r[(op >> 6) & 7]! : (op >> 6) & 7;
          result = r[low] = (a + b) | 0;
          carry = result >>> 0 < a >>> 0;
          overflow = ((a ^ result) & (b ^ result)) < 0;
          break;
        }
        case 5:
        case 7: {
          const a = r[mid]!;
          const b = (op & 0x400) === 0 ? r[(op >> 6) & 7]! : (op >> 6) & 7;
          result = r[low] = (a - b) | 0;
          carry = a >>> 0 >= b >>> 0;
          overflow = ((a ^ b) & (a ^ result)) < 0;
          break;
        }
        case 8:
          result = r[(op >> 8) & 7] = op & 0xff;
          break;
        case 10: {
          const a = r[(op >> 8) & 7]!;
          result = r[(op >> 8) & 7] = (a + (op & 0xff)) | 0;
          carry = result >>> 0 < a >>> 0;
          overflow = (~a & result) < 0;
          break;
        }
        case 9:
        case 11: {
          const a = r[(op >> 8) & 7]!;
          const b = op & 0xff;
          result = (a - b) | 0;
          if ((op & 0x1000) !== 0) r[(op >> 8) & 7] = result;
          carry = a >>> 0 >= b;
          overflow = (a & ~result) < 0;
          break;
        }
        case 12:
          result = r[low] = r[low]! & r[mid]!;
          break;
        case 13:
          result = r[low] = r[low]! ^ r[mid]!;
          break;
        case 14:
          result = r[low]! & r[mid]!;
          break;
        case 15: {
          const b = r[mid]!;
          result = r[low] = -b | 0;
          carry = b === 0;
          overflow = (b & result) < 0;
          break;
        }
        case 16:
        case 46: {
          const highs = (op & 0x400) !== 0;
          const a = r[highs ? ((op >> 4) & 8) | low : low]!;
          const b = r[highs ? (op >> 3) & 15 : mid]!;
          result = (a - b) | 0;
          carry = a >>> 0 >= b >>> 0;
          overflow = ((a ^ b) & (a ^ result)) < 0;
          break;
        }
        case 17:
          result = r[low] = r[low]! | r[mid]!;
          break;
        case 18:
          result = r[low] = Math.imul(r[low]!, r[mid]!);
          break;
        case 19:
          result = r[low] = r[low]! & ~r[mid]!;
          break;
        case 20:
          result = r[low] = ~r[mid]!;
          break;
        case 21:
          register = (op >> 8) & 7;
          address = ((pc + 4) & ~3) + ((op & 0xff) << 2);
          break;
        case 22:
        case 23:
        case 24:
        case 25:
        case 26:
        case 27:
          address = (r[mid]! + r[(op >> 6) & 7]!) | 0;
          break;
        case 28:
        case 29:
          address = (r[mid]! + ((op >> 4) & 0x7c)) | 0;
          break;
        case 30:
        case 31:
          address = (r[mid]! + ((op >> 6) & 0x1f)) | 0;
          break;
        case 32:
        case 33:
          address = (r[mid]! + ((op >> 5) & 0x3e)) | 0;
          break;
        case 34:
        case 35:
          register = (op >> 8) & 7;
          address = (r[13]! + ((op & 0xff) << 2)) | 0;
          break;
        case 36:
          r[low] = (r[mid]! << 16) >> 16;
          break;
        case 37:
          r[low] = (r[mid]! << 24) >> 24;
          break;
        case 38:
          r[low] = r[mid]! & 0xffff;
          break;
        case 39:
          r[low] = r[mid]! & 0xff;
          break;
        case 40:
          if (isTaken((op >> 8) & 15, result, carry, overflow)) {
            next = pc + 4 + ((op << 24) >> 23);
            taken = 2;
          }
          break;
        case 41:
          next = pc + 4 + ((op << 21) >> 20);
          taken = 2;
          break;
        case 42:
          r[((op >> 4) & 8) | low] = r[(op >> 3) & 15]!;
          break;
        case 43: {
          const d = ((op >> 4) & 8) | low;
          r[d] = r[d]! + r[(op >> 3) & 15]!;
          break;
        }
        case 44: {
          const second = halves[(fetch >> 1) + 1]!;
          if ((second & 0xd000) !== 0xd000) emulators = true;
          r[14] = emulators ? r[14]! : (pc + 4) | 1;
          next = pc + 4 + offsetOf(op, second);
          taken = 3;
          break;
        }
        case 45: {
          const target = r[(op >> 3) & 15]!;
          // 0xF....... ends an exception.
          emulators = target >>> 28 === 15;
          next = target & ~1;
          taken = 2;
          break;
        }
        case 47: {
          const shift = r[mid]! & 0xff;
          emulators = shift > 31;
          if (emulators) break;
          if (shift > 0) carry = ((r[low]! >>> (32 - shift)) & 1) === 1;
          result = r[low] = r[low]! << shift;
          break;
        }
        case 48: {
          const shift = r[mid]! & 0xff;
          emulators = shift === 0 || shift > 31;
          if (emulators) break;
          carry = ((r[low]! >>> (shift - 1)) & 1) === 1;
          result = r[low] = (r[low]! >>> shift) | 0;
          break;
        }
        case 49: {
          const size_B = 4 * stacked(op);
          const offset = (r[13]! - size_B - ramStart) | 0;
          emulators = (offset & 3) !== 0 || offset < 0 || offset > ram_B - size_B;
          if (!emulators) taken = 1 + push(op, flash_B + offset);
          break;
        }
        case 50: {
          const size_B = 4 * stacked(op);
          const offset = (r[13]! - ramStart) | 0;
          emulators = (offset & 3) !== 0 || offset < 0 || offset > ram_B - size_B;
          const returns = (op & 0x100) !== 0;
          const target = emulators ? 0 : words[(flash_B + offset + size_B - 4) >> 2]!;
          if (returns && target >>> 28 === 15) emulators = true;
          if (emulators) break;
          taken = 1 + pop(op, flash_B + offset);
          if (!returns) break;
          next = target & ~1;
          taken += 2;
          break;
        }
        default:
          emulators = true;
      }

      if (access !== 0) {
        taken = 2;
        let offset = (address - flashStart) >>> 0;
        if (offset >= flash_B) {
          offset = (address - ramStart) >>> 0;
          emulators = offset >= ram_B;
          offset += flash_B;
        } else emulators = access >= stores;
        if ((offset & misaligned[access]!) !== 0) emulators = true;
        if (emulators) break;
        transfer(access, offset, register);
      }
      if (emulators) break;
      pc = next;
      cycles += taken;
    }
    r[15] = pc;
    core.cycles = cycles;
    core.N = result < 0;
    core.Z = result === 0;
    core.C = carry;
    core.V = overflow;
    return emulators;
  };

  return () => {
    while (core.cycles < clock.due && !core.waiting) {
      if (core.interruptsUpdated || burst(clock.due)) core.executeInstruction();
    }
  };
};
