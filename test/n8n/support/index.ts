export * from './bench';
export { prepared } from './prepared';
export { EVERY_TWO_SECONDS } from './polls';
export { FormVisitor } from './formVisitor';
