import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Select } from 'antd';
import { changeNoticePreference, GROUPS, noticePreferenceQuery, WAYS, type NoticePreference, type When } from '@/api/noticeSetting';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import css from './account.module.css';

const WHEN: readonly When[] = ['now', 'digest', 'never'];

/** What one is told outside the page, by which way and when. */
export function NoticeChoices() {
  const t = useT();
  const query = useQuery(noticePreferenceQuery);
  return (
    <Section title={t('inbox.preferences')} hint={t('inbox.preferences_hint')}>
      <QueryGate query={query}>{(own) => <Choices key={own.version} own={own} />}</QueryGate>
    </Section>
  );
}

const draftOf = (own: NoticePreference) => ({
  choices: own.choices,
  digest_at: own.digest_at,
  working_days: own.working_days,
  has_quiet: own.quiet !== null,
  from: own.quiet?.from ?? '21:00',
  until: own.quiet?.until ?? '08:00',
});

function Choices({ own }: { own: NoticePreference }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm({
    initial: draftOf(own),
    version: own.version,
    submit: (draft, version) =>
      changeNoticePreference(
        {
          choices: draft.choices,
          digest_at: draft.digest_at,
          working_days: draft.working_days,
          quiet: draft.has_quiet ? { from: draft.from, until: draft.until } : null,
        },
        version,
      ),
    done: (changed) => client.setQueryData(noticePreferenceQuery.queryKey, changed),
    reload: async () => {
      const now = await client.query({ ...noticePreferenceQuery, staleTime: 0 });
      return { values: draftOf(now), version: now.version };
    },
  });
  const { values, set, errors, inputId } = form;
  const labels: Record<string, string> = { '/digest_at': t('inbox.digest_at'), '/quiet/from': t('inbox.quiet_from'), '/quiet/until': t('inbox.quiet_until') };
  const time = (pointer: string, name: 'digest_at' | 'from' | 'until') => (
    <FormItem label={labels[pointer] ?? ''} id={inputId(pointer)} error={errors[pointer]}>
      {(control) => <Input {...control} type="time" value={values[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </FormItem>
  );
  return (
    <FormFrame form={form} labels={labels}>
      <table className={css.notices}>
        <thead>
          <tr>
            <th scope="col">{t('inbox.about')}</th>
            {WAYS.map((way) => (
              <th key={way} scope="col">
                {t(`inbox.way_${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GROUPS.map((group) => (
            <tr key={group}>
              <th scope="row">{t(`inbox.group_${group}`)}</th>
              {WAYS.map((way) => (
                <td key={way}>
                  <Select
                    size="small"
                    aria-label={t('inbox.when_of', { group: t(`inbox.group_${group}`), way: t(`inbox.way_${way}`) })}
                    value={values.choices[group][way]}
                    options={WHEN.map((one) => ({ value: one, label: t(`inbox.when_${one}`) }))}
                    onChange={(when) => set({ choices: { ...values.choices, [group]: { ...values.choices[group], [way]: when } } })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {time('/digest_at', 'digest_at')}
      <FormItem label={t('inbox.quiet')} id={inputId('/quiet')} hint={t('inbox.quiet_hint')} group>
        {() => (
          <>
            <Checkbox checked={values.working_days} onChange={(event) => set({ working_days: event.target.checked })}>
              {t('inbox.working_days')}
            </Checkbox>
            <Checkbox checked={values.has_quiet} onChange={(event) => set({ has_quiet: event.target.checked })}>
              {t('inbox.own_quiet')}
            </Checkbox>
          </>
        )}
      </FormItem>
      {values.has_quiet && time('/quiet/from', 'from')}
      {values.has_quiet && time('/quiet/until', 'until')}
    </FormFrame>
  );
}
