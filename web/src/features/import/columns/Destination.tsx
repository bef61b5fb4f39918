import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import { templatesQuery } from '@/api/template';
import { useMay, useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormItem, FormRow } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';

/** Who will own the customers, and which card they get. */
export function Destination({ owner, template, onOwner, onTemplate }: { owner: string; template: string; onOwner: (id: string) => void; onTemplate: (code: string) => void }) {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const id = useId();
  const templates = useQuery(templatesQuery);
  // Giving customers to others is a right of its own.
  const assigns = may('customer.assign');
  return (
    <FormRow>
      <FormItem label={t('import.owner')} id={`${id}owner`} hint={assigns ? t('import.owner_hint') : t('import.owner_self')}>
        {(control) => <PersonPicker control={control} disabled={!assigns} value={owner} onChange={(person) => onOwner(person ?? me.person.id)} />}
      </FormItem>
      <FormItem label={t('import.card')} id={`${id}card`} hint={t('import.card_hint')}>
        {(control) => (
          <Select
            {...control}
            style={{ width: '100%' }}
            loading={templates.isPending}
            value={templates.data ? template : null}
            options={(templates.data?.items ?? []).filter((one) => one.active || one.code === template).map((one) => ({ value: one.code, label: one.name }))}
            onChange={(code: string | null) => code && onTemplate(code)}
          />
        )}
      </FormItem>
    </FormRow>
  );
}
