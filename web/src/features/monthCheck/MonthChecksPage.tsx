import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { beginMonthChecks, monthChecksQuery, refreshMonthChecks, type MonthCheck, type MonthChecks } from '@/api/monthCheck';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { factDay } from '@/shared/text/format';
import { useI18n } from '@/i18n';
import { CheckState, Progress } from './CheckState';
import { MonthTabs } from './MonthTabs';
import css from './monthCheck.module.css';

const route = getRouteApi('/frame/month-checks');

export function MonthChecksPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Checks />
    </Needs>
  );
}

/** The checks of a month: one's own first, then those of the departments that one heads. */
function Checks() {
  const t = useT();
  const { month } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(monthChecksQuery(month ?? null));
  return (
    <Page title={t('month_check.title')} toolbar={<MonthTabs />}>
      <p className={css.lead}>{t('month_check.lead')}</p>
      <QueryGate query={query}>
        {(checks) => (
          <>
            <div className={css.bar}>
              <DatePicker
                picker="month"
                allowClear={false}
                aria-label={t('month_check.month')}
                value={dayjs(`${checks.month}-01`)}
                onChange={(next) => void navigate({ search: { month: dayjs(next).format('YYYY-MM') }, replace: true })}
              />
              <When checks={checks} />
            </div>
            <Lists checks={checks} />
          </>
        )}
      </QueryGate>
    </Page>
  );
}

function When({ checks }: { checks: MonthChecks }) {
  const { t, locale } = useI18n();
  const { today } = useMe();
  const due = factDay(checks.due_on, locale);
  if (!checks.current) return null;
  return (
    <p className={css.quiet}>
      {checks.opens_on > today ? t('month_check.opens', { day: factDay(checks.opens_on, locale), due }) : t('month_check.opens_now', { due })}
      {checks.clause && ` · ${t('month_check.clause', { clause: checks.clause })}`}
    </p>
  );
}

function Lists({ checks }: { checks: MonthChecks }) {
  const { t, locale } = useI18n();
  const me = useMe();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const [busy, setBusy] = useState(false);
  const mine = checks.items.filter((check) => check.person.id === me.person.id);
  const others = checks.items.filter((check) => check.person.id !== me.person.id);
  const begin = () => {
    setBusy(true);
    void beginMonthChecks()
      .then(async ({ items: [first] }) => {
        await refreshMonthChecks(client);
        if (first) await navigate({ to: '/month-checks/$id', params: { id: first.id } });
      }, noticeError)
      .finally(() => setBusy(false));
  };
  const button = checks.may_begin && (
    <Button type="primary" loading={busy} onClick={begin}>
      {t('month_check.begin')}
    </Button>
  );
  return (
    <>
      {checks.items.length === 0 && (
        <Empty icon={CalendarCheck} title={t(checks.may_begin ? 'month_check.none_yet' : 'month_check.none')} action={button}>
          {checks.may_begin ? t('month_check.none_yet_text', { day: factDay(checks.opens_on, locale) }) : t('month_check.none_text')}
        </Empty>
      )}
      {(mine.length > 0 || (checks.items.length > 0 && checks.may_begin)) && (
        <Section title={t('month_check.mine')} actions={button}>
          <List checks={mine} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('month_check.department')}>
          <List checks={others} />
        </Section>
      )}
    </>
  );
}

function List({ checks }: { checks: readonly MonthCheck[] }) {
  const t = useT();
  return (
    <ul className={css.lists}>
      {checks.map((check) => (
        <li key={check.id}>
          <Link to="/month-checks/$id" params={{ id: check.id }} className={css.check} preload={false}>
            <span>
              <strong>{check.person.name}</strong> <span className={css.quiet}>{check.department.name}</span>
              {check.person_left && <span className={css.late}>{t('month_check.left')}</span>}
            </span>
            <Progress check={check} />
            <span className={css.quiet}>
              {check.proposals > 0 && t('month_check.proposals_count', { count: check.proposals })}
              {check.applied > 0 && ` · ${t('month_check.applied_count', { count: check.applied })}`}
              {check.refused > 0 && ` · ${t('month_check.refused_count', { count: check.refused })}`}
              {check.unapplied > 0 && ` · ${t('month_check.unapplied_count', { count: check.unapplied })}`}
            </span>
            <CheckState check={check} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
