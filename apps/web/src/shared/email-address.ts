import { isEmailAddress } from '@bookonce/kernel/email-address';

/** Accepts what the service accepts, with spaces around it. */
export const looksLikeEmail = (text: string): boolean => isEmailAddress(text.trim());
