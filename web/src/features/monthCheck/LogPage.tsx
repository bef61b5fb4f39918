import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { CalendarCheck, Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { maintenanceLogQuery, PROPOSAL_STATES, type MaintenanceLine, type ProposalState } from '@/api/monthCheck';
import { useMay } from '@/app/me';
import { useFields } from '@/features/customer/catalogue';
import { ChangeLines } from '@/features/customer/record/ChangeLines';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import { LogExport } from './LogExport';
import { MonthTabs } from './MonthTabs';
import { Outcome } from './ProposalLine';
import css from './monthCheck.module.css';

const route = getRouteApi('/frame/maintenance-log');

export function LogPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Log />
    </Needs>
  );
}

/** Who proposed what, who approved it, what was applied when, and what was not. */
function Log() {
  const t = useT();
  const { month, state } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [taking, setTaking] = useState(false);
  const query = useInfiniteQuery(maintenanceLogQuery(month ?? null, state ?? null));
  const lines = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('month_check.log')}
      width="full"
      toolbar={<MonthTabs />}
      actions={
        lines.length > 0 && (
          <>
            {may('customer.export') && (
              <Button icon={<Download size={16} />} onClick={() => setTaking(true)}>
                {t('month_check.export')}
              </Button>
            )}
            <Button icon={<Printer size={16} />} onClick={() => window.print()}>
              {t('month_check.print')}
            </Button>
          </>
        )
      }
    >
      {taking && <LogExport month={month ?? null} state={state ?? null} onClose={() => setTaking(false)} />}
      <div className={css.logBody}>
        <p className={css.lead}>{t('month_check.log_lead')}</p>
        <div className={css.bar}>
          <DatePicker
            picker="month"
            aria-label={t('month_check.log_month')}
            placeholder={t('month_check.all_months')}
            value={month ? dayjs(`${month}-01`) : null}
            onChange={(next) => void navigate({ search: { ...(next ? { month: dayjs(next).format('YYYY-MM') } : {}), ...(state ? { state } : {}) }, replace: true })}
          />
          <Select<ProposalState | 'all'>
            className={css.payment}
            aria-label={t('month_check.log_state')}
            value={state ?? 'all'}
            onChange={(next) => void navigate({ search: { ...(month ? { month } : {}), ...(next === 'all' ? {} : { state: next }) }, replace: true })}
            options={[{ value: 'all', label: t('month_check.all_states') }, ...PROPOSAL_STATES.map((one) => ({ value: one, label: t(`month_check.proposal_${one}`) }))]}
          />
        </div>
        {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Lines count={6} />}
        {query.isSuccess && lines.length === 0 && (
          <Empty icon={CalendarCheck} title={t('month_check.log_none')}>
            {t('month_check.log_none_text')}
          </Empty>
        )}
        {lines.length > 0 && <Table lines={lines} />}
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.load_more')}
          </Button>
        )}
      </div>
    </Page>
  );
}

function Table({ lines }: { lines: readonly MaintenanceLine[] }) {
  const t = useT();
  const fields = useFields('customer');
  const contactFields = useFields('contact');
  return (
    <table className={css.log}>
      <thead>
        <tr>
          {(['customer', 'change', 'proposed', 'decided', 'ended'] as const).map((one) => (
            <th key={one} scope="col">
              {t(`month_check.col_${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ proposal, customer, department, late }) => (
          <tr key={proposal.id}>
            <td>
              <Link to="/customers/$id" params={{ id: customer.id }} preload={false}>
                {customer.name}
              </Link>
              <br />
              <span className={css.quiet}>
                {customer.code} · {department.name}
              </span>
            </td>
            <td>
              {proposal.contact && <span className={css.quiet}>{proposal.contact.name}</span>}
              <ChangeLines item={{ changes: [proposal.change] }} fields={proposal.contact ? contactFields : fields} />
              {proposal.reason && <span className={css.quiet}>{proposal.reason}</span>}
            </td>
            <td>
              {proposal.proposed.person.name}
              <br />
              <TimeText at={proposal.proposed.at} />
            </td>
            <td>
              {proposal.decided && (
                <>
                  {proposal.decided.person.name}
                  <br />
                  <TimeText at={proposal.decided.at} />
                </>
              )}
            </td>
            <td>
              {proposal.ended_at && (
                <>
                  <TimeText at={proposal.ended_at} /> {late ? <strong className={css.late}>{t('month_check.overdue')}</strong> : t('month_check.in_time')}
                </>
              )}
              {proposal.state === 'proposed' ? t('month_check.proposal_proposed') : <Outcome proposal={proposal} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
