import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from './host.tsx';

export interface Format {
  /** 09:05 */
  time(at: number): string;
  /** 11月22日 09:05 */
  dateTime(at: number): string;
  /** 2026年11月22日星期日 */
  date(at: number): string;
  /** 31 分钟; less than a minute says so; hours from 100 minutes on. */
  minutes(seconds: number): string;
  /** The same for something yet to come: rounded up, so that nobody is told less than it is. */
  atMost(seconds: number): string;
}

/** Dates and times in the hall's own zone and the screen's language. */
export function useFormat(): Format {
  const { zone } = useHost();
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    const english = language.startsWith('en');
    const locale = english ? 'en-GB' : 'zh-CN';
    const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const dateTime = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const date = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'full' });
    const minutes = (seconds: number) => {
      if (seconds < 60) return t('common.lessThanMinute');
      const whole = Math.floor(seconds / 60);
      return whole < 100 ? t('common.minutes', { n: whole }) : t('common.hoursMinutes', { h: Math.floor(whole / 60), n: whole % 60 });
    };
    return {
      time: (at) => time.format(at),
      dateTime: (at) => dateTime.format(at),
      date: (at) => date.format(at),
      minutes,
      atMost: (seconds) => minutes(Math.max(1, Math.ceil(seconds / 60)) * 60),
    };
  }, [zone, language, t]);
}

/** 4:07, or 1:04:07 from an hour on: a timer that does not jump in width. */
export function timer(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
