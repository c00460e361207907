import { useTranslation } from 'react-i18next';

/** The program's own reasons for not taking a row; those of a profile are shown as the profile has them. */
const chinese: Readonly<Record<string, string>> = {
  'no number': '没有号码',
  'no service': '没有业务',
  'no key': '没有主键',
  'no time of issue': '没有取号时间',
  'issued is no time': '取号时间读不懂',
  'called is no time': '叫号时间读不懂',
  'ended is no time': '结束时间读不懂',
  'left is no time': '离开时间读不懂',
  'called before issued': '叫号早于取号',
  'ended before called': '结束早于叫号',
  'left before issued': '离开早于取号',
  'already imported': '以前已导入',
};

/** Says why a row of a log was skipped or rejected. */
export function useReasons(): (reason: string) => string {
  const { i18n } = useTranslation();
  return (reason) => (i18n.language.startsWith('en') ? reason : (chinese[reason] ?? reason));
}
