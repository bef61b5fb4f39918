import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { Scale } from 'lucide-react';
import { clashCasesQuery, type ClashPart, type ClashRow } from '@/api/clash';
import { useMay, useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import { PARTS } from './routes';
import { State } from './State';
import css from './clash.module.css';

const route = getRouteApi('/frame/clashes');

export function ClashesPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Clashes />
    </Needs>
  );
}

function Clashes() {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // A head may be the one to whom the policy leaves it.
  const rules = may('clash.rule') || me.heads.length > 0;
  const part = search.part ?? (may('clash.rule') ? 'ruler' : 'applicant');
  const over = search.over === true;
  const shown = PARTS.filter((one) => one !== 'ruler' || rules || part === 'ruler');
  return (
    <Page
      title={t('clash.title')}
      toolbar={
        <div className={css.toolbar}>
          <nav className={css.parts} aria-label={t('clash.parts')}>
            {shown.map((one) => (
              <Link key={one} to="/clashes" search={{ part: one, ...(over ? { over } : {}) }} aria-current={one === part ? 'page' : undefined}>
                {t(`clash.part_${one}`)}
              </Link>
            ))}
          </nav>
          <Radio.Group
            size="small"
            optionType="button"
            aria-label={t('clash.which')}
            value={over}
            onChange={(event) => void navigate({ search: { part, ...(event.target.value ? { over: true } : {}) }, replace: true })}
            options={[
              { value: false, label: t('clash.waiting') },
              { value: true, label: t('clash.over') },
            ]}
          />
        </div>
      }
    >
      <List key={`${part}${String(over)}`} part={part} over={over} />
    </Page>
  );
}

function List({ part, over }: { part: ClashPart; over: boolean }) {
  const t = useT();
  const query = useInfiniteQuery(clashCasesQuery(part, !over));
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Lines />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <Empty icon={Scale} title={t(over ? 'clash.none_over' : `clash.none_${part}`)}>
        {t(`clash.none_${part}_text`)}
      </Empty>
    );
  return (
    <Section title={t(`clash.part_${part}`)} hint={t(`clash.hint_${part}`)}>
      <ul className={css.list}>
        {items.map((one) => (
          <li key={one.id}>
            <Line clash={one} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Section>
  );
}

function Line({ clash }: { clash: ClashRow }) {
  const t = useT();
  const asks = t('clash.asks', { name: clash.applicant.name, department: clash.applicant_department });
  const against = clash.owner
    ? t('clash.against', { name: clash.owner.name, department: clash.owner_department })
    : t('clash.against_department', { department: clash.owner_department });
  return (
    <Link to="/clashes/$id" params={{ id: clash.id }} className={css.line} preload={false}>
      <span className={css.lineName}>
        <strong>{clash.customer?.name ?? clash.name}</strong>
        <span>{t(`clash.wish_${clash.wish}`)}</span>
      </span>
      <span className={css.lineSides}>
        {clash.part !== 'applicant' && <span>{asks}</span>}
        {clash.part !== 'owner' && <span>{against}</span>}
      </span>
      <State clash={clash} />
      <span className={css.lineTime}>
        <TimeText at={clash.outcome?.at ?? clash.created_at} />
      </span>
    </Link>
  );
}
