import { say, type Verb } from './telnet.ts';

/** Which side performs an option: `us` answers DO and DONT, `them` WILL and WONT. */
export type Side = 'us' | 'them';
type State = 'off' | 'asked' | 'on' | 'refused';

export interface TelnetOptions {
  /** Asks for an option that neither side has spoken of yet. */
  ask: (side: Side, option: number) => void;
  /** Takes what the other side says, and answers where it has to be answered. */
  hear: (verb: Verb, option: number) => void;
  state: (side: Side, option: number) => State;
}

/**
 * Agrees on options as RFC 1143 asks: nothing is answered that changes nothing, so two sides cannot
 * talk in circles. `welcome` says which options may be on at all.
 */
export const createTelnetOptions = (
  welcome: (side: Side, option: number) => boolean,
  send: (bytes: Uint8Array) => void,
  onChange: () => void,
): TelnetOptions => {
  const states = new Map<string, State>();
  const state = (side: Side, option: number): State => states.get(`${side} ${option}`) ?? 'off';
  const become = (side: Side, option: number, next: State): void => {
    states.set(`${side} ${option}`, next);
    onChange();
  };
  return {
    state,
    ask(side, option) {
      if (state(side, option) !== 'off') return;
      become(side, option, 'asked');
      send(say(side === 'us' ? 'WILL' : 'DO', option));
    },
    hear(verb, option) {
      const side = verb === 'DO' || verb === 'DONT' ? 'us' : 'them';
      const [yes, no] = side === 'us' ? (['WILL', 'WONT'] as const) : (['DO', 'DONT'] as const);
      const before = state(side, option);
      if (verb === 'DO' || verb === 'WILL') {
        if (before === 'asked') become(side, option, 'on');
        else if (before === 'off') {
          const accepted = welcome(side, option);
          become(side, option, accepted ? 'on' : 'refused');
          send(say(accepted ? yes : no, option));
        }
      } else if (before === 'on') {
        become(side, option, 'refused');
        send(say(no, option));
      } else if (before === 'asked') become(side, option, 'refused');
    },
  };
};
