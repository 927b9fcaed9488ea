import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Notification',
	description: 'Messages from AutoCall.kz: finished campaigns, moderation, balance',
};
export { default as delete } from './delete.operation';
export { default as getAll } from './getAll.operation';
export { default as markAsRead } from './markAsRead.operation';
