import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { incidentFiguresQuery, incidentsQuery, type Incident } from '@/api/incident';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import css from '@/shared/layout/register.module.css';
import { Empty, Lines, QueryGate } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import { CasePanel } from './CasePanel';
import { ReportDialog } from './ReportDialog';
import type { IncidentSearch } from './routes';

const route = getRouteApi('/frame/incidents');

/** Leaks: whoever sees one reports it here; whoever answers for it sees all of them. */
export function IncidentPage() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [reporting, setReporting] = useState(false);
  const query = useInfiniteQuery(incidentsQuery(search.show && search.show === 'open'));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: IncidentSearch) => void navigate({ search: next });
  return (
    <Page
      title={t('incident.title')}
      actions={
        <Button type="primary" icon={<ShieldAlert size={16} />} onClick={() => setReporting(true)}>
          {t('incident.report')}
        </Button>
      }
      toolbar={
        <Radio.Group
          optionType="button"
          aria-label={t('incident.which')}
          value={search.show ?? 'all'}
          onChange={(event) => {
            const value = event.target.value as 'all' | 'open' | 'closed';
            show(value === 'all' ? {} : { show: value });
          }}
          options={(['all', 'open', 'closed'] as const).map((one) => ({ value: one, label: t(`incident.show_${one}`) }))}
        />
      }
    >
      {may('incident.manage') && <Figures />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && (
        <Empty icon={ShieldAlert} title={t('incident.none')}>
          {t('incident.none_text')}
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={css.list}>
          {items.map((one) => (
            <li key={one.id}>
              <Line incident={one} />
              <div className={css.acts}>
                <Button onClick={() => show({ ...search, id: one.id })}>{t('incident.case')}</Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className={css.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.load_more')}
          </Button>
        </div>
      )}
      {reporting && <ReportDialog onClose={() => setReporting(false)} />}
      {search.id && <CasePanel id={search.id} onClose={() => show(search.show ? { show: search.show } : {})} />}
    </Page>
  );
}

function Line({ incident }: { incident: Incident }) {
  const t = useT();
  const { closing } = incident;
  return (
    <div>
      <div className={css.head}>
        <strong>{t(`incident.kind_${incident.kind}`)}</strong>
        <span className={closing ? css.tag : `${css.tag} ${css.late}`}>{t(closing ? 'incident.closed' : 'incident.open')}</span>
        {closing && <span>{t(`incident.grade_${closing.grade}`)}</span>}
        <span className={css.quiet}>
          {incident.reported_by?.name ?? t('incident.by_nobody')} <TimeText at={incident.reported_at} />
        </span>
      </div>
      <p className={css.text}>{incident.text}</p>
    </div>
  );
}

function Figures() {
  const t = useT();
  const query = useQuery(incidentFiguresQuery);
  return (
    <QueryGate query={query}>
      {({ items }) =>
        items.length > 0 && (
          <Section title={t('incident.figures')}>
            <ul className={css.steps}>
              {items.map((one) => (
                <li key={`${one.kind} ${one.grade ?? ''}`}>
                  {t(`incident.kind_${one.kind}`)} · {t('incident.figure', { grade: t(`incident.grade_${one.grade ?? 'open'}`), count: one.count })}
                  {typeof one.hours === 'number' && ` · ${t('incident.figure_hours', { hours: one.hours })}`}
                </li>
              ))}
            </ul>
          </Section>
        )
      }
    </QueryGate>
  );
}
