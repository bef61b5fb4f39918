import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { accessQuery, changeAccess, OUTSIDES, type AccessRules, type AccessSettings, type Outside } from '@/api/device';
import { sessionKey } from '@/api/session';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { CompanyTabs } from './CompanyTabs';
import css from './company.module.css';

/** From where and how people sign in. */
export function AccessPage() {
  const t = useT();
  const query = useQuery(accessQuery);
  return (
    <Needs anyOf={['company.manage']}>
      <Page title={t('company.title')} toolbar={<CompanyTabs />}>
        <Section title={t('access.title')}>
          <QueryGate query={query}>{(access) => <Settings key={access.version} access={access} />}</QueryGate>
        </Section>
      </Page>
    </Needs>
  );
}

/** Networks are typed one a line. */
type Draft = Omit<AccessRules, 'networks'> & { networks: string };
const draftOf = ({ set }: AccessSettings): Draft => ({ ...set, networks: set.networks.join('\n') });
const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

function Settings({ access }: { access: AccessSettings }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<Draft, AccessSettings>({
    initial: draftOf(access),
    version: access.version,
    submit: (draft, version) => changeAccess({ ...draft, networks: lines(draft.networks) }, version),
    rename: (pointer) => (pointer.startsWith('/networks') ? '/networks' : pointer),
    done: (changed) => {
      client.setQueryData(accessQuery.queryKey, changed);
      void client.invalidateQueries({ queryKey: sessionKey });
    },
    reload: async () => {
      const now = await client.query({ ...accessQuery, staleTime: 0 });
      return { values: draftOf(now), version: now.version };
    },
  });
  const { values, set, errors, inputId } = form;
  const labels: Record<string, string> = {
    '/networks': t('access.networks'),
    '/outside': t('access.outside'),
    '/device_proof': t('access.device_proof'),
    '/step_up_minutes': t('access.step_up'),
    '/lock_minutes': t('access.lock'),
    '/idle_minutes': t('access.idle'),
    '/password_days': t('access.password_days'),
    '/password_history': t('access.password_history'),
  };
  const { password_clause: passwordClause, proof_clause: proofClause, effective } = access;
  const byProof = proofClause ? t('access.by_clause', { clause: proofClause, value: t('access.by_clause_proof') }) : undefined;
  const byPassword = passwordClause ? t('access.by_clause', { clause: passwordClause, value: t('access.by_clause_days', { days: effective.password_days }) }) : undefined;
  const number = (name: Exclude<keyof AccessRules, 'networks' | 'outside' | 'device_proof'>, unit: string, range: readonly [number, number], hint?: string) => (
    <FormItem label={labels[`/${name}`] ?? ''} id={inputId(`/${name}`)} error={errors[`/${name}`]} hint={hint}>
      {(control) => (
        <InputNumber<number> {...control} style={{ width: 160 }} min={range[0]} max={range[1]} precision={0} suffix={unit} value={values[name]} onChange={(value) => set({ [name]: value ?? range[0] })} />
      )}
    </FormItem>
  );
  return (
    <div className={css.narrow}>
      <FormFrame form={form} labels={labels} onCancel={form.dirty ? () => form.reset(draftOf(access)) : undefined}>
        <FormItem label={labels['/networks'] ?? ''} id={inputId('/networks')} error={errors['/networks']} hint={t('access.networks_hint', { address: access.your_address })}>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2, maxRows: 8 }} spellCheck={false} value={values.networks} onChange={(event) => set({ networks: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/outside'] ?? ''} id={inputId('/outside')} error={errors['/outside']} hint={byProof} group>
          {() => (
            <Radio.Group
              className={css.options}
              value={values.outside}
              onChange={(event) => set({ outside: event.target.value as Outside })}
              options={OUTSIDES.map((one) => ({ value: one, label: t(`access.outside_${one}`) }))}
            />
          )}
        </FormItem>
        <FormItem label={labels['/device_proof'] ?? ''} id={inputId('/device_proof')} error={errors['/device_proof']} hint={t('access.device_proof_hint')} group>
          {() => (
            <Checkbox checked={values.device_proof} onChange={(event) => set({ device_proof: event.target.checked })}>
              {t('access.device_proof_box')}
            </Checkbox>
          )}
        </FormItem>
        {number('step_up_minutes', t('access.minutes'), [0, 240], t('access.step_up_hint'))}
        {number('lock_minutes', t('access.minutes'), [0, 240], t('access.lock_hint'))}
        {number('idle_minutes', t('access.minutes'), [5, 240])}
        {number('password_days', t('access.days'), [0, 3650], byPassword ?? t('access.password_days_hint'))}
        {number('password_history', t('access.count'), [0, 12], t('access.password_history_hint'))}
      </FormFrame>
    </div>
  );
}
