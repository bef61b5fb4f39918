import { Button } from 'antd';
import { useState } from 'react';
import { useT } from '@/i18n';
import { copyText } from './copy';
import css from './oneTime.module.css';

/** Something that is shown once and never again: a first password, a token. */
export function OneTimeSecret({ label, secret, note }: { label: string; secret: string; note: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  return (
    <div className={css.box}>
      <div className={css.label}>{label}</div>
      <div className={css.row}>
        <code className={css.secret} data-secret>
          {secret}
        </code>
        <Button
          onClick={() => {
            void copyText(secret).then(setCopied);
          }}
        >
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
      </div>
      <p>{note}</p>
    </div>
  );
}

