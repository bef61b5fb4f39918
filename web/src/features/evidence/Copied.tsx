import { Button } from 'antd';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n';
import { copyText } from '@/shared/copy';
import css from './evidence.module.css';

/** Exact text with a button that copies it. */
export function Copied({ text, lines = false }: { text: string; lines?: boolean }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  return (
    <div className={css.copied}>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={lines ? css.pre : css.preWrap} tabIndex={0}>
        {text}
      </pre>
      <Button size="small" icon={<Copy size={14} />} onClick={() => void copyText(text).then(setCopied)}>
        {copied ? t('evidence.copied') : t('evidence.copy')}
      </Button>
    </div>
  );
}
