import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { bookQuery, type Book } from '@/api/regulation';
import { useI18n, useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import { DayText } from '@/shared/text/texts';
import { BookView } from './BookView';
import { ClauseDetail } from './ClauseDetail';
import { Contradictions } from './Contradictions';
import { PrintMenu } from './PrintMenu';
import css from './regulation.module.css';
import { RegulationTabs } from './RegulationTabs';

const route = getRouteApi('/frame/regulation');

/** The regulation in force, for everybody. */
export function RegulationPage() {
  const { t, locale } = useI18n();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(bookQuery);
  const book = query.data;
  return (
    <Page
      title={book ? labelText({ en: '', ...book.title }, locale) : t('regulation.title')}
      width="full"
      aside={
        book && (
          <>
            {t('regulation.version_no', { number: book.version })} {book.active_from && <>· {t('regulation.since')} <DayText day={book.active_from} /></>}
          </>
        )
      }
      actions={book?.id && <PrintMenu id={book.id} />}
      toolbar={<RegulationTabs />}
    >
      <QueryGate query={query}>
        {(data) => (
          <BookView
            book={data}
            search={search}
            onSearch={(next) => void navigate({ search: next, replace: next.clause === search.clause })}
            detail={(clause) => <ClauseDetail book={data} clause={clause} />}
            overview={<Overview book={data} />}
          />
        )}
      </QueryGate>
    </Page>
  );
}

/** What there is to know of the whole. */
export function Overview({ book }: { book: Book }) {
  const t = useT();
  const { locale } = useI18n();
  const changed = book.rules.filter((rule) => rule.changed).length;
  const blanks = book.rules.filter((rule) => rule.value === '').length;
  return (
    <>
      <h2>{t('regulation.overview')}</h2>
      <ul className={css.packs}>
        {book.packs.map((pack) => (
          <li key={pack.code}>
            <span className={css.number}>{pack.own ? '' : pack.code}</span> {pack.own ? t('regulation.own') : labelText({ en: '', ...pack.title }, locale)}
          </li>
        ))}
      </ul>
      <p>{t('regulation.overview_text', { clauses: book.clauses.length, values: book.rules.length, changed, blanks, dropped: book.dropped.length })}</p>
      <p className={css.quiet}>
        {t('regulation.overview_hint')} <Link to="/regulation/coverage">{t('regulation.tab_coverage')}</Link>
      </p>
      <Contradictions book={book} />
    </>
  );
}
