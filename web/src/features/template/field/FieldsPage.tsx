import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { Plus, Search, TextCursorInput } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { catalogueQuery, type Catalogue, type CatalogueField } from '@/api/field';
import { departmentsQuery } from '@/api/organisation';
import { useI18n } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import { ColumnMenu, DensityToggle } from '@/shared/table/ColumnMenu';
import { DataTable, type Column } from '@/shared/table/DataTable';
import { useTableLayout } from '@/shared/table/layout';
import type { FieldsSearch } from '../routes';
import { TemplateTabs } from '../TemplateTabs';
import { FieldPanel } from './FieldPanel';
import css from '../template.module.css';

const route = getRouteApi('/frame/fields');
const fieldKey = (field: CatalogueField): string => `${field.subject}.${field.key}`;

export function FieldsPage() {
  const { t } = useI18n();
  const catalogue = useQuery(catalogueQuery);
  return (
    <Needs anyOf={['template.manage', 'template.department']}>
      {catalogue.data ? (
        <Fields catalogue={catalogue.data} />
      ) : (
        <Page title={t('template.title')} toolbar={<TemplateTabs />}>
          <QueryGate query={catalogue}>{() => null}</QueryGate>
        </Page>
      )}
    </Needs>
  );
}

function Fields({ catalogue }: { catalogue: Catalogue }) {
  const { t, locale } = useI18n();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const departments = useQuery(departmentsQuery);
  const change = useCallback(
    (next: Partial<FieldsSearch>, replace = false) => void navigate({ search: (before) => ({ ...before, ...next }), replace }),
    [navigate],
  );

  const q = (search.q ?? '').trim().toLowerCase();
  const rows = useMemo(
    () =>
      catalogue.items.filter(
        (field) =>
          (search.of === 'all' || !field.builtin) &&
          (!q || `${field.label.zh} ${field.label.en} ${field.key}`.toLowerCase().includes(q)),
      ),
    [catalogue.items, search.of, q],
  );

  const columns = useMemo<Column<CatalogueField>[]>(() => {
    const groups = new Map(catalogue.groups.map((group) => [`${group.subject}.${group.key}`, group.label[locale] || group.label.zh]));
    const names = new Map(departments.data?.items.map((one) => [one.id, one.name]));
    return [
      {
        key: 'name',
        title: t('template.field'),
        width: 260,
        fixed: true,
        card: 'title',
        render: (field) => (
          <span className={field.active ? '' : css.quiet}>
            <span className={css.name}>{field.label[locale] || field.label.zh}</span>
          </span>
        ),
      },
      { key: 'type', title: t('template.type'), width: 130, render: (field) => t(`template.type_${field.field_type}`) },
      { key: 'subject', title: t('template.of'), width: 100, render: (field) => t(`fields.${field.subject}`) },
      { key: 'group', title: t('template.group'), width: 150, render: (field) => groups.get(`${field.subject}.${field.group}`) ?? '' },
      {
        key: 'department',
        title: t('template.belongs_to'),
        width: 160,
        render: (field) =>
          field.builtin ? <span className={css.quiet}>{t('template.with_product')}</span> : field.department_id ? (names.get(field.department_id) ?? '') : t('template.whole_company'),
      },
      { key: 'filterable', title: t('template.filterable'), width: 90, render: (field) => (field.filterable ? t('common.yes') : <span className={css.quiet}>{t('common.no')}</span>) },
      {
        key: 'state',
        title: t('template.state'),
        width: 100,
        render: (field) => (field.active ? t('common.active') : <span className={css.quiet}>{t('common.inactive')}</span>),
      },
      { key: 'key', title: t('template.key'), width: 180, optional: true, card: 'none', render: (field) => <span className={css.quiet}>{field.key}</span> },
    ];
  }, [t, locale, catalogue.groups, departments.data]);
  const [layout, setLayout] = useTableLayout('fields', columns);
  const open = search.open && search.open !== 'new' ? search.open : null;
  const at = rows.findIndex((row) => fieldKey(row) === open);
  const neighbour = (by: 1 | -1) => {
    const row = at < 0 ? undefined : rows[at + by];
    return row && (() => change({ open: fieldKey(row) }, true));
  };

  return (
    <Page
      title={t('template.title')}
      width="full"
      actions={
        <Button type="primary" icon={<Plus size={16} />} onClick={() => change({ open: 'new' })}>
          {t('template.new_field')}
        </Button>
      }
      toolbar={
        <>
          <TemplateTabs />
          <Input
            className={css.search}
            allowClear
            prefix={<Search size={16} aria-hidden />}
            placeholder={t('template.search')}
            aria-label={t('template.search')}
            defaultValue={search.q ?? ''}
            onChange={(event) => change({ q: event.target.value || undefined }, true)}
          />
          <Segmented
            aria-label={t('template.which')}
            value={search.of ?? 'own'}
            options={[
              { value: 'own', label: t('template.own_fields') },
              { value: 'all', label: t('template.all_fields') },
            ]}
            onChange={(of) => change({ of: of === 'all' ? 'all' : undefined }, true)}
          />
          <span className={css.spacer} />
          <span className={css.desktop}>
            <ColumnMenu columns={columns} layout={layout} onLayout={setLayout} />
            <DensityToggle layout={layout} onLayout={setLayout} />
          </span>
        </>
      }
    >
      <DataTable
        label={t('template.fields')}
        columns={columns}
        rows={rows}
        rowKey={fieldKey}
        layout={layout}
        onLayout={setLayout}
        openKey={open}
        onOpen={(field) => change({ open: fieldKey(field) }, search.open !== undefined)}
        empty={
          q ? (
            <Empty title={t('template.none_match')} />
          ) : (
            <Empty icon={TextCursorInput} title={t('template.no_own_fields')}>
              {t('template.no_own_fields_text')}
            </Empty>
          )
        }
      />
      {search.open && (
        <FieldPanel
          key={search.open}
          catalogue={catalogue}
          field={catalogue.items.find((field) => fieldKey(field) === search.open || field.key === search.open)}
          isNew={search.open === 'new'}
          subject={search.subject ?? 'customer'}
          onClose={() => change({ open: undefined, subject: undefined })}
          onMade={(field) => change({ open: fieldKey(field), subject: undefined }, true)}
          onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
        />
      )}
    </Page>
  );
}
