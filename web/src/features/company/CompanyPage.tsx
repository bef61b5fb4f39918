import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { changeCompany, companyQuery } from '@/api/organisation';
import { sessionKey, setupQuery } from '@/api/session';
import { CLASH_DEFAULTS, type ClashDefault, type Company, type Regulation } from '@/api/types';
import { useMay } from '@/app/me';
import { useI18n, useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Needs } from '@/shared/layout/Forbidden';
import { Facts, Page, Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { formatCount } from '@/shared/text/format';
import { TIME_ZONES } from '@/shared/timeZones';
import { CompanyTabs } from './CompanyTabs';
import css from './company.module.css';

export function CompanyPage() {
  const t = useT();
  const company = useQuery(companyQuery);
  const setup = useQuery(setupQuery);
  return (
    <Needs anyOf={['company.manage', 'role.manage']}>
      <Page title={t('company.title')} toolbar={<CompanyTabs />}>
        <Section title={t('company.company')}>
          <QueryGate query={company}>{(data) => <CompanyBody key={data.version} company={data} regulations={setup.data?.regulations ?? []} />}</QueryGate>
        </Section>
      </Page>
    </Needs>
  );
}

type CompanyInput = Omit<Company, 'version' | 'export_markers'> & { export_markers: boolean };
const inputOf = ({ name, time_zone, regulation, clash_default, clash_active_days, export_purpose_required, export_limit_rows, export_markers, import_approval_rows }: Company): CompanyInput => ({
  name,
  time_zone,
  regulation,
  clash_default,
  clash_active_days,
  export_purpose_required,
  export_limit_rows: export_limit_rows ?? null,
  // Null for whoever does not manage the company, and has no form.
  export_markers: export_markers ?? false,
  import_approval_rows: import_approval_rows ?? null,
});

function CompanyBody({ company, regulations }: { company: Company; regulations: readonly Regulation[] }) {
  const { t, locale } = useI18n();
  const may = useMay();
  const client = useQueryClient();
  const form = useForm<CompanyInput, Company>({
    initial: inputOf(company),
    version: company.version,
    check: (values): FieldErrors => (values.name.trim() ? {} : { '/name': t('account.please_fill') }),
    submit: (values, version) => changeCompany(values, version),
    done: (changed) => {
      client.setQueryData(companyQuery.queryKey, changed);
      void client.invalidateQueries({ queryKey: sessionKey });
    },
    reload: async () => {
      const now = await client.query({ ...companyQuery, staleTime: 0 });
      return { values: inputOf(now), version: now.version };
    },
  });
  const labels = {
    '/name': t('setup.company'),
    '/time_zone': t('setup.time_zone'),
    '/regulation': t('setup.regulation'),
    '/clash_default': t('company.clash_default'),
    '/clash_active_days': t('company.clash_active_days'),
    '/export_purpose_required': t('company.export_purpose'),
    '/export_limit_rows': t('company.export_limit'),
    '/export_markers': t('company.export_markers'),
    '/import_approval_rows': t('company.import_approval'),
  };
  const clash = (one: CompanyInput) => t(`company.clash_${one.clash_default}`, { days: one.clash_active_days });
  const purpose = (required: boolean) => t(required ? 'company.export_purpose_required' : 'company.export_purpose_free');
  const limit = (rows: number | null | undefined) => (typeof rows === 'number' ? t('company.customers', { count: formatCount(rows) }) : t('company.export_limit_none'));
  const markers = (on: boolean) => t(on ? 'company.export_markers_on' : 'company.export_markers_off');
  const approval = (rows: number | null | undefined) => (typeof rows === 'number' ? t('company.rows', { count: formatCount(rows) }) : t('company.import_approval_none'));
  const regulation = (code: string) => regulations.find((one) => one.code === code)?.name[locale] ?? code;

  if (!may('company.manage'))
    return (
      <Facts
        items={[
          { label: labels['/name'], value: company.name },
          { label: labels['/time_zone'], value: company.time_zone },
          { label: labels['/regulation'], value: regulation(company.regulation) },
          { label: labels['/clash_default'], value: clash(inputOf(company)) },
          { label: labels['/export_purpose_required'], value: purpose(company.export_purpose_required) },
          { label: labels['/export_limit_rows'], value: limit(company.export_limit_rows) },
          { label: labels['/import_approval_rows'], value: approval(company.import_approval_rows) },
        ]}
      />
    );
  return (
    <div className={css.narrow}>
      <FormFrame
        form={form}
        labels={labels}
        onCancel={form.dirty ? () => form.reset(inputOf(company)) : undefined}
        conflictFields={[
          { label: labels['/name'], read: (one) => one.name },
          { label: labels['/time_zone'], read: (one) => one.time_zone },
          { label: labels['/regulation'], read: (one) => regulation(one.regulation) },
          { label: labels['/clash_default'], read: clash },
          { label: labels['/export_purpose_required'], read: (one) => purpose(one.export_purpose_required) },
          { label: labels['/export_limit_rows'], read: (one) => limit(one.export_limit_rows) },
          { label: labels['/export_markers'], read: (one) => markers(one.export_markers) },
          { label: labels['/import_approval_rows'], read: (one) => approval(one.import_approval_rows) },
        ]}
      >
        <FormItem label={labels['/name']} id={form.inputId('/name')} error={form.errors['/name']} hint={t('setup.company_hint')} required>
          {(control) => <Input {...control} autoComplete="organization" value={form.values.name} onChange={(event) => form.set({ name: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/time_zone']} id={form.inputId('/time_zone')} error={form.errors['/time_zone']} hint={t('setup.time_zone_hint')}>
          {(control) => (
            <Select {...control} style={{ width: '100%' }} showSearch value={form.values.time_zone} options={TIME_ZONES.map((zone) => ({ value: zone, label: zone }))} onChange={(time_zone: string) => form.set({ time_zone })} />
          )}
        </FormItem>
        <FormItem label={labels['/clash_default']} id={form.inputId('/clash_default')} error={form.errors['/clash_default']} hint={t('company.clash_hint')} group>
          {() => (
            <Radio.Group
              className={css.options}
              value={form.values.clash_default}
              onChange={(event) => form.set({ clash_default: event.target.value as ClashDefault })}
              options={CLASH_DEFAULTS.map((one) => ({ value: one, label: t(`company.clash_${one}`, { days: form.values.clash_active_days }) }))}
            />
          )}
        </FormItem>
        {form.values.clash_default === 'active_owner' && (
          <FormItem label={labels['/clash_active_days']} id={form.inputId('/clash_active_days')} error={form.errors['/clash_active_days']} required>
            {(control) => (
              <InputNumber {...control} min={1} max={3650} precision={0} value={form.values.clash_active_days} onChange={(days) => form.set({ clash_active_days: days ?? form.values.clash_active_days })} />
            )}
          </FormItem>
        )}
        <FormItem label={labels['/export_purpose_required']} id={form.inputId('/export_purpose_required')} error={form.errors['/export_purpose_required']} group>
          {() => (
            <Checkbox checked={form.values.export_purpose_required} onChange={(event) => form.set({ export_purpose_required: event.target.checked })}>
              {t('company.export_purpose_required')}
            </Checkbox>
          )}
        </FormItem>
        <FormItem label={labels['/export_limit_rows']} id={form.inputId('/export_limit_rows')} error={form.errors['/export_limit_rows']} hint={t('company.export_limit_hint')}>
          {(control) => (
            <InputNumber<number>
              {...control}
              style={{ width: 200 }}
              min={0}
              max={100_000_000}
              precision={0}
              placeholder={t('company.export_limit_none')}
              value={form.values.export_limit_rows ?? null}
              onChange={(export_limit_rows) => form.set({ export_limit_rows })}
            />
          )}
        </FormItem>
        <FormItem label={labels['/export_markers']} id={form.inputId('/export_markers')} error={form.errors['/export_markers']} hint={t('company.export_markers_hint')} group>
          {() => (
            <Checkbox checked={form.values.export_markers} onChange={(event) => form.set({ export_markers: event.target.checked })}>
              {t('company.export_markers_on')}
            </Checkbox>
          )}
        </FormItem>
        <FormItem label={labels['/import_approval_rows']} id={form.inputId('/import_approval_rows')} error={form.errors['/import_approval_rows']} hint={t('company.import_approval_hint')}>
          {(control) => (
            <InputNumber<number>
              {...control}
              style={{ width: 200 }}
              min={0}
              max={100_000_000}
              precision={0}
              placeholder={t('company.import_approval_none')}
              value={form.values.import_approval_rows ?? null}
              onChange={(import_approval_rows) => form.set({ import_approval_rows })}
            />
          )}
        </FormItem>
      </FormFrame>
    </div>
  );
}
