import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Test Call',
	description: 'A public demonstration call',
};
export { default as send } from './send.operation';
