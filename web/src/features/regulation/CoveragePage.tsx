import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { Printer } from 'lucide-react';
import { coverageQuery, type Coverage, type Covered } from '@/api/regulation';
import { useMe } from '@/app/me';
import { useI18n, type MessageKey } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import { EvidenceLink } from './ClauseDetail';
import { MetMark } from './MetMark';
import css from './regulation.module.css';
import { RegulationTabs } from './RegulationTabs';

const route = getRouteApi('/frame/regulation/coverage');
const WAYS = ['enforced', 'tracked', 'attested', 'not_yet'] as const;

/** Every clause in force: how it is met, and what a month shows of it. For an audit, on paper too. */
export function CoveragePage() {
  const { t } = useI18n();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(coverageQuery(search.month));
  return (
    <Page
      title={t('regulation.coverage_title')}
      aside={query.data && t('regulation.version_no', { number: query.data.version })}
      actions={
        <>
          <Select
            aria-label={t('regulation.how')}
            allowClear
            placeholder={t('regulation.any_way')}
            style={{ minWidth: 140 }}
            value={search.met ?? null}
            options={WAYS.map((way) => ({ value: way, label: t(`regulation.met_${way}` as MessageKey) }))}
            onChange={(met?: string | null) => void navigate({ search: { ...search, met: met ?? undefined }, replace: true })}
          />
          <DatePicker
            picker="month"
            aria-label={t('regulation.month')}
            allowClear={false}
            value={dayjs(search.month ?? me.today)}
            maxDate={dayjs(me.today)}
            onChange={(month) => void navigate({ search: { ...search, month: month ? month.format('YYYY-MM') : undefined }, replace: true })}
          />
          <Button icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
            {t('regulation.print')}
          </Button>
        </>
      }
      toolbar={<RegulationTabs />}
    >
      <QueryGate query={query}>{(data) => <Table coverage={data} met={search.met} />}</QueryGate>
    </Page>
  );
}

function Table({ coverage, met }: { coverage: Coverage; met: string | undefined }) {
  const { t, locale } = useI18n();
  const { from, to } = coverage;
  const rows = coverage.clauses.filter((one) => !met || one.met === met);
  const say = (text: { zh: string; en?: string }) => labelText({ en: '', ...text }, locale);
  return (
    <>
      <p className={css.tally}>
        {WAYS.map((way) => (
          <span key={way}>
            <MetMark met={way} /> <strong>{coverage.clauses.filter((one) => one.met === way).length}</strong>
          </span>
        ))}
      </p>
      <table className={css.coverage}>
        <thead>
          <tr>
            <th scope="col">{t('regulation.clause')}</th>
            <th scope="col">{t('regulation.says')}</th>
            <th scope="col">{t('regulation.how')}</th>
            <th scope="col">{t('regulation.obligations')}</th>
            <th scope="col" className={css.figure}>
              {t('regulation.refusals')}
            </th>
            <th scope="col" className={css.figure}>
              {t('regulation.done')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.clause}>
              <th scope="row">
                <Link to="/regulation" search={{ clause: one.clause }}>
                  {one.clause}
                </Link>
              </th>
              <td>{say(one.text)}</td>
              <td>
                <MetMark met={one.met} /> <span className={css.quiet}>{one.by.map(say).join(t('regulation.separator'))}</span>
                {one.who.length > 0 && (
                  <p className={css.quiet}>
                    {t('regulation.who')}{t('regulation.colon')}{one.who.map(say).join(t('regulation.separator'))}
                  </p>
                )}
              </td>
              <td className={css.owed}>
                <Owed one={one} month={coverage.month} />
                {one.pledged && coverage.pledges_accepted !== null && coverage.pledges_accepted !== undefined && (
                  <Link to="/pledges">{t('regulation.pledges_of', { accepted: coverage.pledges_accepted, missing: coverage.pledges_missing ?? 0 })}</Link>
                )}
              </td>
              {([one.refused, one.done] as const).map((count, index) => (
                <td key={index} className={css.figure} data-label={t(index === 0 ? 'regulation.refusals' : 'regulation.done')}>
                  {count > 0 ? <EvidenceLink clause={one.clause} from={from} to={to} text={String(count)} /> : <span className={css.quiet}>0</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What a month shows of the obligations of a clause; each number leads to what it counts. */
function Owed({ one, month }: { one: Covered; month: string }) {
  const { t } = useI18n();
  const attested = one.met === 'attested';
  const counts = [
    ['opened', one.opened, t('regulation.opened')],
    ['kept', one.kept, t(attested ? 'regulation.attest_done' : 'regulation.kept')],
    ['late', one.late, t('regulation.late')],
    ['breached', one.breached, t('regulation.breached')],
    ['pending', one.pending, t(attested ? 'regulation.attest_missing' : 'regulation.pending')],
  ] as const;
  if (one.who.length === 0 && counts.every(([, count]) => count === 0)) return null;
  return (
    <>
      {counts
        .filter(([what, count]) => count > 0 || what === 'opened' || what === 'pending')
        .map(([what, count, label]) => (
          <span key={what} data-what={what}>
            {label} {count > 0 ? <Link to="/obligations" search={{ clause: one.clause, what, month }}>{count}</Link> : <span className={css.quiet}>0</span>}
          </span>
        ))}
    </>
  );
}
