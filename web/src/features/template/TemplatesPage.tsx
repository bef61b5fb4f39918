import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Building2, Plus, UserRound, UsersRound } from 'lucide-react';
import { departmentsQuery } from '@/api/organisation';
import { templatesQuery, type TemplateSummary } from '@/api/template';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { NewCardPanel } from './card/NewCardPanel';
import { TemplateTabs } from './TemplateTabs';
import css from './template.module.css';

const route = getRouteApi('/frame/templates');

const ICON = { organization: Building2, individual: UserRound, both: UsersRound } as const;

export function TemplatesPage() {
  return (
    <Needs anyOf={['template.manage', 'template.department']}>
      <Templates />
    </Needs>
  );
}

function Templates() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(templatesQuery);
  const open = (id?: string) => void navigate({ search: id ? { open: id } : {} });
  return (
    <Page
      title={t('template.title')}
      toolbar={<TemplateTabs />}
      actions={
        <Button type="primary" icon={<Plus size={16} />} onClick={() => open('new')}>
          {t('template.new')}
        </Button>
      }
    >
      <QueryGate query={query}>
        {({ items }) => {
          const own = items.filter((one) => !one.builtin);
          return (
            <>
              {own.length > 0 && (
                <Section title={t('template.own')}>
                  <Cards items={own} />
                </Section>
              )}
              <Section title={t('template.builtin')} hint={t('template.builtin_hint')}>
                <Cards items={items.filter((one) => one.builtin)} />
              </Section>
              {search.open === 'new' && <NewCardPanel bases={items.filter((one) => one.builtin)} onClose={() => open()} />}
            </>
          );
        }}
      </QueryGate>
    </Page>
  );
}

function Cards({ items }: { items: readonly TemplateSummary[] }) {
  const t = useT();
  const departments = useQuery({ ...departmentsQuery, enabled: items.some((one) => one.department_id !== null) });
  return (
    <ul className={css.cards}>
      {items.map((one) => {
        const Icon = ICON[one.kind];
        const department = departments.data?.items.find((each) => each.id === one.department_id)?.name;
        return (
          <li key={one.code}>
            <Link to="/templates/$code" params={{ code: one.code }} className={css.card}>
              <Icon size={18} strokeWidth={1.75} aria-hidden />
              <span>
                <strong>{one.name}</strong>
                <span>
                  {[t(`template.kind_${one.kind}`), department, one.active ? null : t('common.inactive')].filter(Boolean).join(' · ')}
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
