import { type RefObject, useEffect, useRef } from 'react';

/** Focuses an element once, when it appears: only where the person has just asked for it. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
