import type { ReactNode } from 'react';
import { useT } from '@/i18n';
import css from './form.module.css';

export interface ControlProps {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  status?: 'error';
}

export interface FormItemProps {
  label: string;
  /** From `form.inputId(pointer)`. */
  id: string;
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean;
  /** Gets the attributes that tie the control to its label, hint and error. */
  children: (control: ControlProps) => ReactNode;
  /** For groups of boxes: a fieldset instead of a label. */
  group?: boolean;
}

/** A label, a control, what it expects, and what is wrong with it. */
export function FormItem({ label, id, error, hint, required = false, children, group = false }: FormItemProps) {
  const t = useT();
  const about = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  const control: ControlProps = {
    id,
    ...(about ? { 'aria-describedby': about } : {}),
    ...(error ? { 'aria-invalid': true as const, status: 'error' as const } : {}),
    ...(required ? { 'aria-required': true as const } : {}),
  };
  const name = (
    <>
      {label}
      {required && (
        <span className={css.required} title={t('common.required')} aria-hidden>
          *
        </span>
      )}
    </>
  );
  const below = (
    <>
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
    </>
  );
  return group ? (
    <fieldset className={css.item} id={id} tabIndex={-1} aria-describedby={about || undefined}>
      <legend className={css.label}>{name}</legend>
      {children(control)}
      {below}
    </fieldset>
  ) : (
    <div className={css.item}>
      <label className={css.label} htmlFor={id} id={`${id}-label`}>
        {name}
      </label>
      {children(control)}
      {below}
    </div>
  );
}

/** Fields beside each other where there is room. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>;
}
