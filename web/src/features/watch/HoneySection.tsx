import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { newKey } from '@/api/http';
import type { Id } from '@/api/types';
import { endHoney, honeyQuery, refreshWatch, stageHoney, type HoneyCustomer } from '@/api/watch';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Section } from '@/shared/layout/Page';
import css from '@/shared/layout/register.module.css';
import { QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import { TimeText } from '@/shared/text/texts';

/** Honey customers: who opens one is caught. */
export function HoneySection() {
  const t = useT();
  const client = useQueryClient();
  const query = useQuery(honeyQuery);
  const [staging, setStaging] = useState(false);
  const [ending, setEnding] = useState<HoneyCustomer>();
  return (
    <Section title={t('watch.honey')} actions={<Button onClick={() => setStaging(true)}>{t('watch.stage')}</Button>}>
      <p className={css.quiet}>{t('watch.honey_text')}</p>
      <QueryGate query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.quiet}>{t('watch.honey_none')}</p>
          ) : (
            <ul className={css.list}>
              {items.map((one) => (
                <li key={one.id}>
                  <div>
                    <div className={css.head}>
                      <strong>{one.name}</strong>
                      <span className={css.quiet}>{one.code}</span>
                      <span className={one.openings > 0 ? `${css.tag} ${css.late}` : css.tag}>{t('watch.opened', { count: one.openings })}</span>
                      {one.ended_at && <span className={css.tag}>{t('watch.ended')}</span>}
                    </div>
                    <p className={css.quiet}>
                      {t('watch.seems', { owner: one.owner.name, department: one.department.name })} {one.staged_by.name} <TimeText at={one.staged_at} />
                    </p>
                  </div>
                  {!one.ended_at && (
                    <div className={css.acts}>
                      <Button onClick={() => setEnding(one)}>{t('watch.end')}</Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
      {staging && <StageDialog onClose={() => setStaging(false)} />}
      {ending && (
        <ConfirmDanger
          title={t('watch.end_title', { name: ending.name })}
          action={t('watch.end')}
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await endHoney(ending.id);
            await refreshWatch(client);
          }}
        >
          <p>{t('watch.end_text')}</p>
        </ConfirmDanger>
      )}
    </Section>
  );
}

function StageDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<{ name: string; owner: Id | null }, HoneyCustomer>({
    initial: { name: '', owner: null },
    check: ({ owner }): FieldErrors => (owner ? {} : { '/owner_id': t('watch.owner_needed') }),
    submit: ({ name, owner }) => stageHoney({ ...(name.trim() ? { name: name.trim() } : {}), owner_id: owner ?? '' }, key),
    done: () => {
      onClose();
      void refreshWatch(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/name': t('watch.name'), '/owner_id': t('watch.owner') };
  return (
    <Dialog title={t('watch.stage')} onClose={onClose} keepOpen={form.dirty} width={560}>
      <FormFrame form={form} labels={labels} action={t('watch.stage')} onCancel={onClose}>
        <FormItem label={labels['/name']} id={inputId('/name')} error={errors['/name']} hint={t('watch.name_hint')}>
          {(control) => <Input {...control} data-autofocus maxLength={100} value={values.name} onChange={(event) => set({ name: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/owner_id']} id={inputId('/owner_id')} error={errors['/owner_id']} hint={t('watch.owner_hint')} required>
          {(control) => <PersonPicker control={control} label={labels['/owner_id']} value={values.owner} onChange={(owner) => set({ owner })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
