import { Button, Popover } from 'antd';
import { ListFilter, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useT } from '@/i18n';
import css from './table.module.css';

export interface Chip {
  key: string;
  /** "地区：江苏省" */
  text: ReactNode;
  onRemove: () => void;
  /** Opened by a click on the chip: the same editor that adds it. */
  editor?: (close: () => void) => ReactNode;
}

export interface FilterChipsProps {
  chips: readonly Chip[];
  /** What "添加筛选" opens: a list of fields, then an editor. */
  adder?: (close: () => void) => ReactNode;
  onClear?: () => void;
}

/** The filters in force, each with its own way out; all of them are in the address. */
export function FilterChips({ chips, adder, onClear }: FilterChipsProps) {
  const t = useT();
  const [open, setOpen] = useState<string | null>(null);
  const close = () => setOpen(null);
  return (
    <div className={css.chips} role="group" aria-label={t('common.filters')}>
      {chips.map((chip) => (
        <span key={chip.key} className={css.chip}>
          {chip.editor ? (
            <Popover
              trigger="click"
              placement="bottomLeft"
              destroyOnHidden
              open={open === chip.key}
              onOpenChange={(now) => setOpen(now ? chip.key : null)}
              content={() => chip.editor?.(close)}
            >
              <button type="button" className={css.chipText}>
                {chip.text}
              </button>
            </Popover>
          ) : (
            <span className={css.chipText}>{chip.text}</span>
          )}
          <button type="button" className={css.chipRemove} onClick={chip.onRemove} aria-label={t('common.remove_filter')}>
            <X size={14} aria-hidden />
          </button>
        </span>
      ))}
      {adder && (
        <Popover
          trigger="click"
          placement="bottomLeft"
          destroyOnHidden
          open={open === '+'}
          onOpenChange={(now) => setOpen(now ? '+' : null)}
          content={() => adder(close)}
        >
          <Button icon={<ListFilter size={16} />}>{t('common.filter')}</Button>
        </Popover>
      )}
      {chips.length > 1 && onClear && (
        <Button type="link" onClick={onClear}>
          {t('common.clear_filters')}
        </Button>
      )}
    </div>
  );
}
