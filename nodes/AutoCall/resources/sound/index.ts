import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Sound',
	description: 'Audio recordings and synthesized speech to play in calls, and recorded answers',
};
export { default as delete } from './delete.operation';
export { default as get } from './get.operation';
export { default as getAll } from './getAll.operation';
export { default as getAnswerRecording } from './getAnswerRecording.operation';
export { default as synthesize } from './synthesize.operation';
export { default as transcribeAnswer } from './transcribeAnswer.operation';
export { default as update } from './update.operation';
export { default as upload } from './upload.operation';
