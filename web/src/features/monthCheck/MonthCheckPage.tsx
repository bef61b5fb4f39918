import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { monthCheckQuery, PARTS, type MonthCheck, type WalkPart } from '@/api/monthCheck';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { Approve } from './Approve';
import { CheckState, Progress } from './CheckState';
import { Submit } from './Submit';
import { Walk } from './Walk';
import css from './monthCheck.module.css';

const route = getRouteApi('/frame/month-checks/$id');

/** What was approved is applied within seconds; the page looks again until it is. */
const APPLYING_MS = 2_000;

export function MonthCheckPage() {
  const { id } = route.useParams();
  const query = useQuery({ ...monthCheckQuery(id), refetchInterval: (now) => (now.state.data?.state === 'approved' ? APPLYING_MS : false) });
  return <QueryGate query={query}>{(check) => <Check check={check} />}</QueryGate>;
}

function Check({ check }: { check: MonthCheck }) {
  const t = useT();
  const search = route.useSearch();
  const open = check.state === 'open';
  const part = search.part ?? (open && check.walked < check.customers ? 'open' : 'marked');
  return (
    <Page
      title={t('month_check.check_title', { name: check.person.name, month: check.month })}
      aside={<CheckState check={check} />}
      actions={open && check.walk.answer === 'allow' && <Submit check={check} />}
      toolbar={<Parts id={check.id} part={part} />}
    >
      {open && <Progress check={check} />}
      {check.state === 'submitted' || check.state === 'approved' ? <Approve check={check} /> : null}
      {(open || part !== 'marked' || check.state === 'applied') && <Walk key={`${part}${check.state}`} check={check} part={part} />}
    </Page>
  );
}

function Parts({ id, part }: { id: string; part: WalkPart }) {
  const t = useT();
  return (
    <nav className={css.parts} aria-label={t('month_check.part')}>
      {PARTS.map((one) => (
        <Link key={one} to="/month-checks/$id" params={{ id }} search={{ part: one }} aria-current={one === part ? 'page' : undefined}>
          {t(`month_check.part_${one}`)}
        </Link>
      ))}
    </nav>
  );
}
