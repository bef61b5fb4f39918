import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { assignCampaign, refreshCampaigns, remindCampaign, SHOWN_STATES, type Campaign } from '@/api/campaign';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { useWhy } from '@/shared/layout/Locked';
import { Section } from '@/shared/layout/Page';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import css from './campaign.module.css';

type Person = Campaign['people'][number];

/** How far each is, by department; who leads a department reminds and gives to another. */
export function People({ campaign }: { campaign: Campaign }) {
  const t = useT();
  const me = useMe();
  const why = useWhy();
  const client = useQueryClient();
  const [giving, setGiving] = useState<Person | null>(null);
  const leads = (department: string) => !campaign.closed_at && (why(campaign.manage) === null || me.heads.includes(department));
  const departments = [...new Map(campaign.people.map((one) => [one.department.id, one.department])).values()];
  const remind = async (department: string) => {
    try {
      const { count } = await remindCampaign(campaign.id, department);
      noticeInfo(t('campaign.reminded', { count }));
    } catch (error) {
      noticeError(error);
    }
  };
  return (
    <Section title={t('campaign.people')}>
      {departments.map((department) => {
        const people = campaign.people.filter((one) => one.department.id === department.id);
        const behind = people.some((one) => one.counts.open > 0);
        return (
          <div key={department.id} className={css.scroll}>
            <table className={`${css.table} ${css.fixed}`}>
              <thead>
                <tr>
                  <th scope="col">{department.name}</th>
                  {SHOWN_STATES.map((state) => (
                    <th key={state} scope="col">
                      {t(`campaign.state_${state}`)}
                    </th>
                  ))}
                  <th scope="col">
                    {leads(department.id) && behind && (
                      <Button size="small" onClick={() => void remind(department.id)}>
                        {t('campaign.remind')}
                      </Button>
                    )}
                  </th>
                </tr>
              </thead>
              <tbody>
                {people.map((one) => (
                  <tr key={one.person.id}>
                    <td>
                      <Link to="." search={{ person: one.person.id }} replace>
                        {one.person.name}
                      </Link>
                    </td>
                    {SHOWN_STATES.map((state) => (
                      <td key={state}>{one.counts[state].toLocaleString('en-US')}</td>
                    ))}
                    <td>
                      {leads(department.id) && one.counts.open > 0 && (
                        <Button size="small" type="text" onClick={() => setGiving(one)} aria-label={t('campaign.give_of', { name: one.person.name })}>
                          {t('campaign.give')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
      {giving && (
        <GiveDialog
          campaign={campaign}
          from={giving}
          onClose={(moved) => {
            setGiving(null);
            if (moved) void refreshCampaigns(client);
          }}
        />
      )}
    </Section>
  );
}

/** Gives what somebody has not gone through to another. */
function GiveDialog({ campaign, from, onClose }: { campaign: Campaign; from: Person; onClose: (moved: boolean) => void }) {
  const t = useT();
  const form = useForm<{ to_id: string }, { count: number }>({
    initial: { to_id: '' },
    check: ({ to_id }): FieldErrors => (to_id ? {} : { '/to_id': t('campaign.to_needed') }),
    submit: ({ to_id }) => assignCampaign(campaign.id, { department_id: from.department.id, from_id: from.person.id, to_id }),
    done: ({ count }) => {
      noticeInfo(t('campaign.given', { count }));
      onClose(true);
    },
  });
  return (
    <Dialog title={t('campaign.give_of', { name: from.person.name })} onClose={() => onClose(false)}>
      <FormFrame form={form} labels={{ '/to_id': t('campaign.to') }} action={t('campaign.give')} onCancel={() => onClose(false)}>
        <p>{t('campaign.give_text', { count: from.counts.open })}</p>
        <FormItem label={t('campaign.to')} id={form.inputId('/to_id')} error={form.errors['/to_id']} required>
          {(control) => <PersonPicker control={control} value={form.values.to_id} only={(id) => id !== from.person.id} onChange={(to_id) => form.set({ to_id: to_id ?? '' })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
