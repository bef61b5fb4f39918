import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { catalogueQuery } from '@/api/field';
import { templateQuery, type Template } from '@/api/template';
import { useI18n } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { Lines, QueryGate } from '@/shared/layout/states';
import { useLevels } from '../levels';
import { CardEditor } from './CardEditor';
import { CardSettings } from './CardSettings';
import css from '../template.module.css';

const route = getRouteApi('/frame/templates/$code');

export function CardPage() {
  return (
    <Needs anyOf={['template.manage', 'template.department']}>
      <Card />
    </Needs>
  );
}

/** One card at one level: which fields are on it, in which order, and how it looks when filled in. */
function Card() {
  const { t, locale } = useI18n();
  const { code } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { levels, first } = useLevels();
  const level = search.level ?? first;
  const query = useQuery(templateQuery(code, level));
  const catalogue = useQuery(catalogueQuery);
  const card: Template | undefined = query.data;
  const name = card ? card.label[locale] || card.label.zh : t('template.title');

  return (
    <Page
      title={name}
      width="full"
      aside={
        card && (
          <>
            {t(`template.kind_${card.kind}`)}
            {card.clause && <span className={css.clause}>{card.clause}</span>}
          </>
        )
      }
      actions={card && !card.builtin && <CardSettings card={card} />}
      toolbar={
        <>
          <Link to="/templates" className={css.back}>
            <ArrowLeft size={16} aria-hidden /> {t('template.cards')}
          </Link>
          <label className={css.inline}>
            {t('template.for')}
            <Select
              aria-label={t('template.for')}
              style={{ minWidth: 180 }}
              value={levels.length > 0 ? level : null}
              showSearch={{ optionFilterProp: 'label' }}
              options={levels.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(next: string | null) => next && void navigate({ search: (before) => ({ ...before, level: next }) })}
            />
          </label>
          {card && card.contact.length > 0 && (
            <Segmented
              aria-label={t('template.side')}
              value={search.side ?? 'customer'}
              options={[
                { value: 'customer', label: t('template.side_customer') },
                { value: 'contact', label: t('template.side_contact') },
              ]}
              onChange={(side) => void navigate({ search: (before) => ({ ...before, side: side === 'contact' ? 'contact' : undefined }) })}
            />
          )}
        </>
      }
    >
      <QueryGate query={query}>
        {(data) => (
          <QueryGate query={catalogue}>
            {(all) =>
              data.code === code ? (
                <CardEditor
                  key={`${data.code}${level}${search.side ?? ''}`}
                  card={data}
                  level={level}
                  side={data.contact.length > 0 && search.side === 'contact' ? 'contact' : 'groups'}
                  catalogue={all}
                />
              ) : (
                <Lines />
              )
            }
          </QueryGate>
        )}
      </QueryGate>
    </Page>
  );
}
