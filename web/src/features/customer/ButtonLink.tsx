import { createLink } from '@tanstack/react-router';
import { Button, type ButtonProps } from 'antd';

/** `main`: the page's main deed. (The router keeps `type` to itself.) */
function LinkButton({ main = false, ...rest }: Omit<ButtonProps, 'type'> & { main?: boolean }) {
  return <Button {...rest} type={main ? 'primary' : 'default'} />;
}

/** A link that looks like a button; one element, so that it has one meaning. */
export const ButtonLink = createLink(LinkButton);
