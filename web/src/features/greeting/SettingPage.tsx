import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, InputNumber } from 'antd';
import { changeGreetingSetting, greetingSettingQuery, OCCASIONS, type GreetingSetting } from '@/api/greeting';
import { useI18n, useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';

export function SettingPage() {
  const t = useT();
  const query = useQuery(greetingSettingQuery);
  return (
    <Needs anyOf={['template.manage']}>
      <Page title={t('greeting.settings')} width="form">
        <Section title={t('greeting.settings')} hint={t('greeting.settings_text')}>
          <QueryGate query={query}>{(setting) => <SettingForm key={setting.version} setting={setting} />}</QueryGate>
        </Section>
      </Page>
    </Needs>
  );
}

interface Draft {
  days_ahead: number | null;
  occasions: string[];
  [text: `texts/${string}`]: string;
}

const draftOf = (setting: GreetingSetting): Draft => ({
  days_ahead: setting.days_ahead,
  occasions: setting.occasions,
  ...Object.fromEntries(OCCASIONS.map((one) => [`texts/${one}`, setting.texts[one] ?? ''])),
});

function SettingForm({ setting }: { setting: GreetingSetting }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const form = useForm<Draft, GreetingSetting>({
    initial: draftOf(setting),
    version: setting.version,
    submit: (draft, version) =>
      changeGreetingSetting(
        {
          days_ahead: draft.days_ahead ?? 0,
          occasions: draft.occasions,
          // Nothing written: the product's own words again.
          texts: Object.fromEntries(OCCASIONS.map((one) => [one, draft[`texts/${one}`]?.trim() ? (draft[`texts/${one}`] ?? null) : null])),
        },
        version,
      ),
    done: (changed) => client.setQueryData(greetingSettingQuery.queryKey, changed),
    reload: async () => {
      const now = await client.query({ ...greetingSettingQuery, staleTime: 0 });
      return { values: draftOf(now), version: now.version };
    },
  });
  const { values, set, errors, inputId } = form;
  const labels: Record<string, string> = { '/days_ahead': t('greeting.days_ahead'), '/occasions': t('greeting.occasions') };
  for (const one of OCCASIONS) labels[`/texts/${one}`] = t('greeting.text_on', { occasion: t(`greeting.on_${one}`) });
  return (
    <FormFrame form={form} labels={labels}>
      <FormItem label={t('greeting.days_ahead')} id={inputId('/days_ahead')} error={errors['/days_ahead']} required>
        {(control) => <InputNumber {...control} min={0} max={30} precision={0} value={values.days_ahead} onChange={(days_ahead) => set({ days_ahead })} />}
      </FormItem>
      <FormItem label={t('greeting.occasions')} id={inputId('/occasions')} error={errors['/occasions']} group>
        {() => <Checkbox.Group value={values.occasions} options={OCCASIONS.map((one) => ({ value: one, label: t(`greeting.on_${one}`) }))} onChange={(occasions) => set({ occasions })} />}
      </FormItem>
      {OCCASIONS.filter((one) => values.occasions.includes(one)).map((one) => (
        <FormItem key={one} label={t('greeting.text_on', { occasion: t(`greeting.on_${one}`) })} id={inputId(`/texts/${one}`)} error={errors[`/texts/${one}`]} hint={one === 'birthday' ? t('greeting.slots') : undefined}>
          {(control) => <Input.TextArea {...control} rows={2} maxLength={400} value={values[`texts/${one}`]} onChange={(event) => set({ [`texts/${one}`]: event.target.value })} />}
        </FormItem>
      ))}
    </FormFrame>
  );
}
