import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Gauge } from 'lucide-react';
import { qualityQuery, type Quality, type QualityFigures } from '@/api/quality';
import { useMe } from '@/app/me';
import table from '@/features/campaign/campaign.module.css';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import { DayText } from '@/shared/text/texts';
import { percent } from './percent';
import css from './quality.module.css';

export function QualityPage() {
  const t = useT();
  const query = useQuery(qualityQuery);
  return (
    <Needs anyOf={['customer.view']}>
      <Page title={t('quality.title')}>
        <QueryGate query={query}>{(quality) => <Whole quality={quality} />}</QueryGate>
      </Page>
    </Needs>
  );
}

function Whole({ quality }: { quality: Quality }) {
  const t = useT();
  const me = useMe();
  const people = quality.departments.reduce((sum, one) => sum + one.people.length, 0);
  const onlyMine = people === 0 || (people === 1 && quality.departments[0]?.people[0]?.person.id === me.person.id);
  return (
    <>
      <Section title={t('quality.own')} hint={t('quality.definition', { days: quality.cycle_days })}>
        {quality.own.customers === 0 ? (
          <Empty icon={Gauge} title={t('quality.none')}>
            {t('quality.none_text')}
          </Empty>
        ) : (
          <Figures figures={quality.own} since={quality.since} owner={me.person.id} />
        )}
      </Section>
      {!onlyMine && (
        <Section title={t('quality.all')} hint={quality.day ? <>{t('quality.as_of')} <DayText day={quality.day} /></> : undefined}>
          <Figures figures={quality.total} since={quality.since} />
          <div className={table.scroll}>
            <table className={table.table}>
              <Head first={t('quality.who')} />
              <tbody>
                {quality.departments.map((one) => [
                  <Row key={one.department.id} name={one.department.name} figures={one.figures} sum filter={`department:in:${one.department.id}`} duties={{ department: one.department.id, since: quality.since }} />,
                  ...one.people.map((person) => (
                    <Row key={`${one.department.id} ${person.person.id}`} name={person.person.name} figures={person.figures} filter={`owner:in:${person.person.id}`} duties={{ person: person.person.id, department: one.department.id, since: quality.since }} />
                  )),
                ])}
              </tbody>
            </table>
          </div>
        </Section>
      )}
      {!quality.day && <p>{t('quality.before_first_night')}</p>}
      {quality.trend.length > 1 && (
        <Section title={t('quality.trend')}>
          <div className={table.scroll}>
            <table className={table.table}>
              <Head first={t('quality.month')} />
              <tbody>
                {quality.trend.map((one) => (
                  <Row key={one.day} name={one.day.slice(0, 7)} figures={one.figures} />
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      )}
    </>
  );
}

/** The figures, each leading to the customers behind it. */
function Figures({ figures, since, owner }: { figures: QualityFigures; since: string; owner?: string }) {
  const t = useT();
  const mine = owner ? [`owner:in:${owner}`] : [];
  const behind = (filter: string) => ({ f: [...mine, filter] });
  return (
    <dl className={css.figures}>
      <div>
        <dt>{t('quality.truth')}</dt>
        <dd>
          {percent(figures.truth)}
          <small>
            {t('quality.truth_of', { verified: figures.verified.toLocaleString('en-US'), facts: figures.facts.toLocaleString('en-US') })}{' '}
            <Link to="/customers" search={behind('uncertain:gt:0')}>{t('quality.doubts', { count: figures.doubts.toLocaleString('en-US') })}</Link>
          </small>
        </dd>
      </div>
      <div>
        <dt>{t('quality.completeness')}</dt>
        <dd>
          {percent(figures.completeness)}
          <small>
            <Link to="/customers" search={behind('completeness:lt:50')}>{t('quality.incomplete')}</Link>
          </small>
        </dd>
      </div>
      <div>
        <dt>{t('quality.timeliness')}</dt>
        <dd>
          {percent(figures.timeliness)}
          <small>
            {figures.mean_age !== null && figures.mean_age !== undefined && t('quality.age', { days: figures.mean_age })}{' '}
            <Link to="/customers" search={behind(`updated_at:lt:${since}`)}>{t('quality.old')}</Link>
          </small>
        </dd>
      </div>
      <div>
        <dt>{t('quality.deadlines')}</dt>
        <dd>
          {percent(figures.deadlines)}
          {figures.duties > 0 && (
            <small>
              {t('quality.duties_of', { kept: figures.kept.toLocaleString('en-US'), duties: figures.duties.toLocaleString('en-US') })}{' '}
              <Link to="/obligations" search={{ view: 'all', since, ...(owner ? { person: owner } : {}) }}>{t('quality.duties_list')}</Link>
            </small>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Head({ first }: { first: string }) {
  const t = useT();
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {(['customers', 'truth', 'completeness', 'timeliness', 'mean_age', 'deadlines'] as const).map((one) => (
          <th key={one} scope="col">
            {t(`quality.${one}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  name: string;
  figures: QualityFigures;
  sum?: boolean;
  /** Filter of the list of customers behind the figures. */
  filter?: string;
  /** Search of the list of duties behind the figures. */
  duties?: { person?: string; department: string; since: string };
}

function Row({ name, figures, sum = false, filter, duties }: RowProps) {
  const t = useT();
  return (
    <tr data-sum={sum || undefined}>
      <td>
        {filter ? (
          <Link to="/customers" search={{ f: [filter] }}>
            {name}
          </Link>
        ) : (
          name
        )}
      </td>
      <td>{figures.customers.toLocaleString('en-US')}</td>
      <td>{percent(figures.truth)}</td>
      <td>{percent(figures.completeness)}</td>
      <td>{percent(figures.timeliness)}</td>
      <td>{figures.mean_age === null || figures.mean_age === undefined ? '—' : t('quality.days', { days: figures.mean_age })}</td>
      <td>
        {duties && figures.duties > 0 ? (
          <Link to="/obligations" search={{ view: 'all', ...duties }}>
            {percent(figures.deadlines)}
          </Link>
        ) : (
          percent(figures.deadlines)
        )}
      </td>
    </tr>
  );
}
