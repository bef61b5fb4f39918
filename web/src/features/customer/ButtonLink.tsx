import { createLink } from '@tanstack/react-router';
import { Button } from 'antd';

/** A link that looks like a button; one element, so that it has one meaning. */
export const ButtonLink = createLink(Button);
