import { Input } from 'antd';
import { useT } from '@/i18n';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import type { FieldErrors } from '@/shared/form/useForm';

export interface OutsiderValues {
  name: string;
  organisation: string;
  introduction: string;
  accompanied_by_id: string | null;
}

export const noOutsider: OutsiderValues = { name: '', organisation: '', introduction: '', accompanied_by_id: null };

interface Props {
  values: OutsiderValues;
  labels: Record<'/outsider/name' | '/outsider/organisation' | '/outsider/introduction', string>;
  errors: FieldErrors;
  inputId: (pointer: string) => string;
  onChange: (part: Partial<OutsiderValues>) => void;
}

/** Somebody from outside: who, from where, with which introduction, accompanied by whom. */
export function OutsiderFields({ values, labels, errors, inputId, onChange }: Props) {
  const t = useT();
  const accompanied = t('request.outsider_accompanied');
  return (
    <>
      {(['name', 'organisation', 'introduction'] as const).map((part) => {
        const pointer = `/outsider/${part}` as const;
        return (
          <FormItem key={part} label={labels[pointer]} id={inputId(pointer)} error={errors[pointer]} required>
            {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values[part]} onChange={(event) => onChange({ [part]: event.target.value })} />}
          </FormItem>
        );
      })}
      <FormItem label={accompanied} id={inputId('/outsider/accompanied_by_id')} error={errors['/outsider/accompanied_by_id']} required>
        {(control) => <PersonPicker control={control} label={accompanied} value={values.accompanied_by_id} onChange={(accompanied_by_id) => onChange({ accompanied_by_id })} />}
      </FormItem>
    </>
  );
}
