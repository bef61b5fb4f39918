import { Button, Checkbox, Input } from 'antd';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useRef, type ClipboardEvent } from 'react';
import { useT } from '@/i18n';
import type { FieldErrors } from '@/shared/form/useForm';
import type { OptionRow } from './definition';
import css from '../template.module.css';

export interface OptionsEditorProps {
  options: readonly OptionRow[];
  errors: FieldErrors;
  onChange: (options: OptionRow[]) => void;
}

/** The options of a choice, in order. Several lines pasted into a name become several options. */
export function OptionsEditor({ options, errors, onChange }: OptionsEditorProps) {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  const set = (index: number, change: Partial<OptionRow>) => onChange(options.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const swap = (a: number, b: number) => {
    const next = [...options];
    const [one, other] = [next[a], next[b]];
    if (!one || !other) return;
    [next[a], next[b]] = [other, one];
    onChange(next);
  };
  const insert = (index: number, texts: readonly string[]) => {
    onChange([...options.slice(0, index), ...texts.map((zh) => ({ zh, en: '', retired: false })), ...options.slice(index)]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>(`[data-option="${index + texts.length - 1}"]`)?.focus());
  };
  const paste = (event: ClipboardEvent, index: number) => {
    const lines = event.clipboardData.getData('text').split(/[\r\n\t]+/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    const [first = '', ...rest] = lines;
    const before = options.map((one, at) => (at === index ? { ...one, zh: one.zh || first } : one));
    onChange([...before.slice(0, index + 1), ...rest.map((zh) => ({ zh, en: '', retired: false })), ...before.slice(index + 1)]);
  };

  return (
    <>
      <ul className={css.options} ref={list}>
        {options.map((option, index) => {
          const name = option.zh || t('template.option_number', { number: index + 1 });
          const error = errors[`/options/${index}`];
          return (
            <li key={option.key ?? `new${index}`}>
              <Input
                data-option={index}
                aria-label={t('template.option_zh', { number: index + 1 })}
                placeholder={t('template.option_zh_short')}
                value={option.zh}
                {...(error ? { status: 'error' as const } : {})}
                onPaste={(event) => paste(event, index)}
                onChange={(event) => set(index, { zh: event.target.value })}
                onKeyDown={(event) => {
                  // Enter goes on to the next option instead of saving half a list.
                  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing) {
                    event.preventDefault();
                    insert(index + 1, ['']);
                  }
                }}
              />
              <Input aria-label={t('template.option_en', { number: index + 1 })} placeholder={t('template.option_en_short')} value={option.en} onChange={(event) => set(index, { en: event.target.value })} />
              {option.key === undefined ? (
                <Button type="text" icon={<Trash2 size={16} />} aria-label={t('template.option_remove', { name })} onClick={() => onChange(options.filter((_, at) => at !== index))} />
              ) : (
                <Checkbox checked={option.retired} onChange={(event) => set(index, { retired: event.target.checked })}>
                  {t('template.retire')}
                </Checkbox>
              )}
              <span className={css.steps}>
                <Button type="text" size="small" disabled={index === 0} icon={<ArrowUp size={14} />} aria-label={t('common.move_up', { name })} onClick={() => swap(index, index - 1)} />
                <Button type="text" size="small" disabled={index === options.length - 1} icon={<ArrowDown size={14} />} aria-label={t('common.move_down', { name })} onClick={() => swap(index, index + 1)} />
              </span>
              {error && (
                <p className={css.error} role="alert">
                  {error}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <Button size="small" icon={<Plus size={14} />} onClick={() => insert(options.length, [''])}>
        {t('template.option_add')}
      </Button>
    </>
  );
}
