import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { absencesQuery, createAbsence, endAbsence, obligationsKey } from '@/api/obligation';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeError } from '@/shared/overlay/notice';
import { DayText } from '@/shared/text/texts';
import css from './obligation.module.css';

interface Values {
  person_id: string | null;
  substitute_id: string | null;
  from: string;
  to: string;
}

/** Who is away, and who stands in: one's own, and of those whom one heads. */
export function AbsenceDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const { data } = useQuery(absencesQuery);
  const heads = me.heads.length > 0;
  const form = useForm<Values, unknown>({
    initial: { person_id: me.person.id, substitute_id: null, from: me.today, to: me.today },
    check: (values): FieldErrors => (values.substitute_id ? {} : { '/substitute_id': t('obligation.substitute_needed') }),
    submit: ({ person_id, substitute_id, from, to }) => createAbsence({ ...(person_id ? { person_id } : {}), substitute_id: substitute_id ?? '', from, to }, key),
    done: () => {
      void client.invalidateQueries({ queryKey: obligationsKey });
      onClose();
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/person_id': t('obligation.away_who'), '/substitute_id': t('obligation.substitute'), '/from': t('obligation.from'), '/to': t('obligation.to') };
  const end = (id: string) => void endAbsence(id).then(() => client.invalidateQueries({ queryKey: obligationsKey }), noticeError);
  return (
    <Dialog title={t('obligation.away')} onClose={onClose} keepOpen={form.dirty} width={520}>
      {(data?.items ?? []).map((one) => (
        <p key={one.id} className={css.bar}>
          <span>
            {one.person.name} → {one.substitute.name} · <DayText day={one.from} /> – <DayText day={one.to} />
          </span>
          {one.substitute.id !== me.person.id && (
            <Button size="small" onClick={() => end(one.id)}>
              {t('obligation.away_end')}
            </Button>
          )}
        </p>
      ))}
      <FormFrame form={form} labels={labels} action={t('obligation.away_save')} onCancel={onClose}>
        {heads && (
          <FormItem label={labels['/person_id']} id={inputId('/person_id')} error={errors['/person_id']}>
            {(control) => <PersonPicker control={control} value={values.person_id} onChange={(person_id) => set({ person_id })} />}
          </FormItem>
        )}
        <FormItem label={labels['/substitute_id']} id={inputId('/substitute_id')} error={errors['/substitute_id']} hint={t('obligation.away_hint')} required>
          {(control) => <PersonPicker control={control} value={values.substitute_id} only={(id) => id !== values.person_id} onChange={(substitute_id) => set({ substitute_id })} />}
        </FormItem>
        <FormItem label={labels['/from']} id={inputId('/from')} error={errors['/from']}>
          {(control) => <DatePicker {...control} allowClear={false} value={dayjs(values.from)} onChange={(day) => set({ from: day?.format('YYYY-MM-DD') ?? values.from })} />}
        </FormItem>
        <FormItem label={labels['/to']} id={inputId('/to')} error={errors['/to']}>
          {(control) => <DatePicker {...control} allowClear={false} value={dayjs(values.to)} onChange={(day) => set({ to: day?.format('YYYY-MM-DD') ?? values.to })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
