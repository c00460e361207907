import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { useNow } from '../../clock.ts';
import { Row } from './Row.tsx';
import type { Pages } from './usePages.ts';

interface Props {
  readonly pages: Pages;
  readonly total: number;
  readonly settings: Settings;
  readonly chosen: string | null;
  readonly onChoose: (feedback: string) => void;
}
/** As high as list.css makes them. */
const height = 56;
const spare = 6;

/** The rows in sight and a few around them: ten thousand cost no more than fifty. Arrows go up and down, Enter opens. */
export function Rows({ pages, total, settings, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const now = useNow(5000);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [first, setFirst] = useState(0);
  const [at, setAt] = useState(0);
  const [moved, setMoved] = useState(0);
  const room = Math.ceil((box.current?.clientHeight ?? 600) / height);
  const [from, to] = [Math.max(0, first - spare), Math.min(total, first + room + spare)];
  const focus = Math.min(at, Math.max(0, total - 1));
  const onScroll = () => {
    const top = Math.floor((box.current?.scrollTop ?? 0) / height);
    setFirst(top);
    pages.look(top);
  };
  const go = (place: number) => {
    const next = Math.max(0, Math.min(total - 1, place));
    const top = box.current?.scrollTop ?? 0;
    const inside = box.current?.clientHeight ?? 0;
    if (next * height < top) box.current?.scrollTo({ top: next * height });
    else if ((next + 1) * height > top + inside) box.current?.scrollTo({ top: (next + 1) * height - inside });
    setAt(next);
    setMoved(moved + 1);
  };
  const wanted = useRef(0);
  const there = pages.rowAt(focus) !== null;
  // A row that was gone to may still have to be fetched; it gets the focus once it is there.
  useEffect(() => {
    if (!there || wanted.current === moved) return;
    wanted.current = moved;
    button.current?.focus({ preventScroll: true });
  }, [moved, there]);
  const before = useRef(chosen);
  useEffect(() => {
    // Back from a case: the keyboard goes on at its row.
    if (before.current !== null && chosen === null && document.activeElement === document.body) button.current?.focus({ preventScroll: true });
    before.current = chosen;
  }, [chosen]);
  const onKeys = (event: KeyboardEvent) => {
    const step: Readonly<Record<string, number>> = { ArrowDown: focus + 1, ArrowUp: focus - 1, PageDown: focus + room, PageUp: focus - room, Home: 0, End: total - 1 };
    const place = step[event.key];
    if (place === undefined) return;
    event.preventDefault();
    go(place);
  };
  const places = Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
  const listed = focus >= from && focus < to ? places : [...places, focus].sort((a, b) => a - b);
  return (
    <div className="frows" ref={box} onScroll={onScroll}>
      <ul aria-label={t('feedback.list')} style={{ height: total * height }} onKeyDown={onKeys}>
        {listed.map((place) => {
          const row = pages.rowAt(place);
          return (
            <li key={place} style={{ top: place * height }} aria-setsize={total} aria-posinset={place + 1}>
              {row !== null && (
                <Row
                  row={row}
                  settings={settings}
                  now={now}
                  chosen={chosen === row.feedback}
                  first={place === focus}
                  button={place === focus ? button : null}
                  onChoose={() => (setAt(place), onChoose(row.feedback))}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
