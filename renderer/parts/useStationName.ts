import { useTranslation } from 'react-i18next';
import type { StationRole } from '../../shared/events.ts';

/** What a device is called on screen: a counter by its number, the others by what they are and their name. */
export function useStationName(): (role: StationRole, name: string) => string {
  const { t } = useTranslation();
  return (role, name) => (role === 'counter' && /^\d+$/.test(name) ? t('board.counterNo', { no: name }) : `${t(`setup.role.${role}`)} · ${name}`);
}
