import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../format.ts';
import type { Match } from './useTicketFind.ts';

interface Props {
  readonly match: Match;
  readonly settings: Settings;
  readonly onPick: () => void;
}

/** One ticket that was found: its day, times and service, to tell it from the others. */
export function MatchButton({ match, settings, onPick }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const service = settings.services.find((one) => one.id === match.service);
  const times = [match.issuedAt, match.calledAt ?? match.leftAt].flatMap((at) => (at === null ? [] : [format.time(at)])).join('–');
  return (
    <Button onClick={onPick}>
      {`${match.number} · ${match.day} ${times} ${service === undefined ? match.service : say(service.zh, service.en)}${match.imported ? ` · ${t('feedback.imported')}` : ''}`}
    </Button>
  );
}
