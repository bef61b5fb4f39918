import { AutoComplete, Input } from 'antd';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n';
import { noticeError } from '@/shared/overlay/notice';
import { BoxChips } from '@/shared/searchbox/BoxChips';
import { charactersBefore, isPlain, takenUp } from '@/shared/searchbox/text';
import { useBox, useBoxActions } from '@/shared/searchbox/useBox';
import css from './list.module.css';

interface Props {
  value: string;
  onChange: (q: string) => void;
  /** The text was kept as this view. */
  onView: (id: string) => void;
}

/** The search box of the list: narrows it after a short rest; what is typed never jumps back. */
export function SearchField({ value, onChange, onView }: Props) {
  const t = useT();
  const [typed, setTyped] = useState(value);
  const [caret, setCaret] = useState(() => Array.from(value).length);
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState(value);
  const [last, setLast] = useState(value);
  const { remember, keepAsView } = useBoxActions();
  // What comes from the address is either what was sent there from here, or somebody went elsewhere.
  if (value !== last) {
    setLast(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }
  const box = useBox(typed, caret);
  const { ready } = box;
  useEffect(() => {
    const q = typed.trim();
    // What is not understood yet is not asked; the list stays as it is.
    if (q === sent || !ready) return;
    const timer = setTimeout(() => {
      setSent(q);
      onChange(q);
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, sent, ready, onChange]);

  const write = (text: string, place: number) => {
    setTyped(text);
    setCaret(charactersBefore(text, place));
  };
  const options = box.proposals.map((one) => ({ value: takenUp(typed, one).text, label: one.adds === 'value' ? one.label : one.text }));
  const keep = () => {
    keepAsView(typed).then((view) => {
      if (!view) return;
      setOpen(false);
      onView(view.id);
    }, noticeError);
  };

  return (
    <div className={css.search}>
      <AutoComplete
        className={css.searchBox}
        popupMatchSelectWidth={260}
        value={typed}
        options={options}
        open={open && options.length > 0}
        onOpenChange={setOpen}
        defaultActiveFirstOption={false}
        showSearch={{ filterOption: false }}
        onSelect={(text = '') => write(text, text.length)}
        onChange={(text: string | undefined) => setTyped(text ?? '')}
        onInputKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
          if (event.ctrlKey || event.metaKey) {
            event.preventDefault();
            keep();
          } else if (ready) remember(typed);
        }}
      >
        <Input
          allowClear
          prefix={<Search size={16} aria-hidden />}
          placeholder={t('customer_list.search')}
          aria-label={t('customer_list.search')}
          onChange={(event) => setCaret(charactersBefore(event.target.value, event.target.selectionStart ?? event.target.value.length))}
          onSelect={(event) => setCaret(charactersBefore(event.currentTarget.value, event.currentTarget.selectionStart ?? event.currentTarget.value.length))}
        />
      </AutoComplete>
      {!isPlain(typed) && box.shown && <BoxChips typed={typed} state={box.shown} stale={box.state === null} onChange={(text) => write(text, text.length)} />}
    </div>
  );
}
