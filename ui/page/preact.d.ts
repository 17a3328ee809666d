/** The one file that holds preact, its hooks and htm; its own types name a package it does not need. */
declare module 'htm/preact/standalone' {
  /** What a component draws. */
  export interface View {
    readonly type: unknown;
  }
  export const html: (strings: TemplateStringsArray, ...values: unknown[]) => View;
  export const render: (view: View, parent: Element) => void;
  export const useState: <T>(first: T | (() => T)) => [T, (next: T | ((now: T) => T)) => void];
  export const useEffect: (effect: () => void | (() => void), inputs: readonly unknown[]) => void;
  export const useRef: <T>(first: T) => { current: T };
  export const useMemo: <T>(make: () => T, inputs: readonly unknown[]) => T;
}
