import { Input } from 'antd';
import { ArrowLeft, SearchX } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { Book, Clause } from '@/api/regulation';
import { useI18n, useT } from '@/i18n';
import { Empty } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import { chapters, matching } from './find';
import { MetMark } from './MetMark';
import css from './regulation.module.css';
import type { BookSearch } from './routes';

export interface BookViewProps {
  book: Book;
  search: BookSearch;
  onSearch: (next: BookSearch) => void;
  /** What stands on the right for the chosen clause. */
  detail: (clause: Clause) => ReactNode;
  /** On the right while no clause is chosen. */
  overview: ReactNode;
  /** Clauses that a draft changes. */
  changed?: ReadonlySet<string>;
}

/** The regulation as a book on the left, the chosen article on the right. */
export function BookView({ book, search, onSearch, detail, overview, changed }: BookViewProps) {
  const { t, locale } = useI18n();
  const [words, setWords] = useState(search.q ?? '');
  const found = useMemo(() => chapters(matching(book, words)), [book, words]);
  const chosen = book.clauses.find((one) => one.clause === search.clause);
  const several = book.packs.length > 1;
  return (
    <div className={css.view} data-chosen={chosen ? '' : undefined}>
      <nav className={css.contents} aria-label={t('regulation.contents')}>
        <Input.Search
          aria-label={t('regulation.find')}
          placeholder={t('regulation.find')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onSearch={(text) => onSearch({ ...search, q: text.trim() || undefined })}
        />
        {found.length === 0 && <Empty icon={SearchX} title={t('regulation.find_none')} />}
        <div className={css.scroll}>
          {found.map((chapter, index) => (
            <section key={chapter.key}>
              {several && chapter.pack !== found[index - 1]?.pack && <PackTitle book={book} code={chapter.pack} />}
              {chapter.heading && <h3>{labelText({ en: '', ...chapter.heading }, locale)}</h3>}
              <ul>
                {chapter.clauses.map((clause) => (
                  <li key={clause.clause}>
                    <button
                      type="button"
                      ref={clause.clause === search.clause ? showIt : undefined}
                      className={css.clause}
                      aria-current={clause.clause === search.clause ? 'true' : undefined}
                      onClick={() => onSearch({ ...search, clause: clause.clause })}
                    >
                      <span className={css.number}>
                        {clause.number}
                        {changed?.has(clause.clause) && <span className={css.dot} role="img" aria-label={t('regulation.changed')} />}
                      </span>
                      <span className={css.words}>{labelText({ en: '', ...clause.text }, locale)}</span>
                      <MetMark met={clause.met} quiet />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </nav>
      <article className={css.article} aria-live="polite">
        {chosen ? (
          <>
            <button type="button" className={`link ${css.back}`} onClick={() => onSearch({ ...search, clause: undefined })}>
              <ArrowLeft size={14} aria-hidden /> {t('regulation.back')}
            </button>
            {detail(chosen)}
          </>
        ) : (
          overview
        )}
      </article>
    </div>
  );
}

/** Brings the chosen clause into sight where the book is opened at it. */
const showIt = (button: HTMLButtonElement | null) => button?.scrollIntoView({ block: 'nearest' });

function PackTitle({ book, code }: { book: Book; code: string }) {
  const { locale } = useI18n();
  const t = useT();
  const pack = book.packs.find((one) => one.code === code);
  return <h2 className={css.pack}>{pack?.own ? t('regulation.own') : pack ? `${pack.code} ${labelText({ en: '', ...pack.title }, locale)}` : code}</h2>;
}
