import { useMemo } from 'react';
import { useWords } from '../../../i18n/words/index.ts';
import { useFormat } from '../../format.ts';
import { useCase } from './context.tsx';
import { knownOf, type Known } from './phrases.ts';

/** What is known of this case, to fill phrases with. */
export function useKnown(): Known {
  const { value, settings, people, hall } = useCase();
  const format = useFormat();
  const say = useWords();
  return useMemo(
    () =>
      knownOf(value, {
        ...format, say, hall, phone: settings.hall.phone, staffNo: people.myNo,
        service: (id) => {
          const found = settings.services.find((one) => one.id === id);
          return found === undefined ? id : say(found.zh, found.en);
        },
      }),
    [value, settings, people, hall, format, say],
  );
}
