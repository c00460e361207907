import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { useHost } from '../../parts/host.tsx';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useView } from '../../parts/useView.ts';
import type { Board as BoardView, Call } from './announcing.ts';
import { SoundHint } from './SoundHint.tsx';
import { useAnnouncer } from './useAnnouncer.ts';
import { useVoice } from './useVoice.ts';
import './board.css';

/** The board over the counters: who is called where, readable from eight metres. */
export function Board() {
  const { t } = useTranslation();
  const { app } = useHost();
  const { value: board, problem } = useView('board', {});
  // Without the host's clock it is not known which calls are fresh.
  if (board === null || app === null) {
    return (
      <main className="board board-empty">
        {problem === null && <p>{t('common.loading')}</p>}
        <ProblemNote problem={problem} />
      </main>
    );
  }
  return <Shown board={board} />;
}

interface Props {
  readonly board: BoardView;
}

function Shown({ board }: Props) {
  const { t } = useTranslation();
  const { call, announcing, queue } = useAnnouncer(board);
  const voice = useVoice();
  const coming = new Set(queue.map((one) => one.key));
  const before = board.calls
    .filter((one) => one.key !== call?.key && !coming.has(one.key))
    .slice(-6)
    .reverse();
  return (
    <main className="board">
      <Header board={board} />
      <SoundHint />
      <section className="board-now" data-fresh={announcing} data-silent={voice === 'missing'} aria-live="assertive">
        <h2>{t('board.nowCalling')}</h2>
        {call === null ? <p className="board-none">{t('board.none')}</p> : <Calling call={call} />}
      </section>
      <section className="board-latest">
        <h2>{t('board.latest')}</h2>
        <ul>
          {before.map((one) => (
            <li key={one.key}>
              <b className="digits">{one.number}</b>
              {one.priority && <em>{t('common.priority')}</em>}
              <span>{t('board.counterNo', { no: one.counter })}</span>
            </li>
          ))}
        </ul>
      </section>
      <aside className="board-side">
        <Services board={board} />
        <Counters board={board} />
      </aside>
      {board.notices.length > 0 && <Notices notices={board.notices} />}
    </main>
  );
}

function Header({ board }: Props) {
  const say = useWords();
  const format = useFormat();
  const now = useNow();
  return (
    <header className="board-header">
      <strong>{say(board.hall)}</strong>
      <span>{format.date(now)}</span>
      <time className="digits">{format.time(now)}</time>
      <LanguageButton className="board-language" />
    </header>
  );
}

function Calling({ call }: { readonly call: Call }) {
  const { t } = useTranslation();
  return (
    <p className="board-call" key={call.key}>
      <span className="board-line">
        <span className="board-number digits">{call.number}</span>
        {call.priority && <em>{t('common.priority')}</em>}
      </span>
      <span className="board-line">
        <span className="board-arrow" aria-hidden="true">
          →
        </span>
        <span className="board-counter digits">{t('board.counterNo', { no: call.counter })}</span>
      </span>
    </p>
  );
}

function Services({ board }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  return (
    <table className="board-services">
      <thead>
        <tr>
          <th scope="col">{t('board.service')}</th>
          <th scope="col">{t('board.waiting')}</th>
          <th scope="col">{t('board.wait')}</th>
        </tr>
      </thead>
      <tbody>
        {board.services.map((one) => (
          <tr key={one.id}>
            <td>{say(one.zh, one.en)}</td>
            <td className="digits">{t('board.people', { n: one.waiting })}</td>
            <td className="digits">
              {one.waiting === 0 && one.likelySeconds < 60
                ? t('board.noWait')
                : t('board.about', { wait: format.atMost(one.likelySeconds) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counters({ board }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  return (
    <ul className="board-counters" aria-label={t('board.counters')}>
      {board.counters.map((one) => (
        <li key={one.no} data-state={one.state}>
          <span>{t('board.counterNo', { no: one.no })}</span>
          <b className={one.state === 'open' && one.number !== null ? 'digits' : ''}>
            {one.state === 'open' ? (one.number ?? t('board.open')) : say(one.notice ?? t(`board.${one.state}`))}
          </b>
        </li>
      ))}
    </ul>
  );
}

function Notices({ notices }: { readonly notices: readonly string[] }) {
  const say = useWords();
  return (
    <footer className="board-notices" role="status">
      {notices.map((one) => (
        <p key={one}>{say(one)}</p>
      ))}
    </footer>
  );
}
