import * as z from 'zod/mini'

/** As much of each vendor's callback as we act on. What else is in it is neither kept nor looked at. */

const Text = z.string().check(z.maxLength(4000))

/** A message to DingTalk's outgoing robot. `senderStaffId` is there for members of the organisation only. */
export const DingtalkMessage = z.object({
  senderStaffId: z.optional(Text),
  text: z.optional(z.object({ content: Text })),
})

export const FeishuSealed = z.object({ encrypt: z.string() })
export const FeishuChallenge = z.object({
  type: z.literal('url_verification'),
  challenge: Text,
  token: Text,
})

const Header = (type: string) => z.object({ event_id: Text, event_type: z.literal(type), token: Text })
const OpenId = z.object({ open_id: Text })
/** A button of a card (`value.answer` is what our own cards put there), and a message to the app. */
export const FeishuEvent = z.union([
  z.object({
    header: Header('card.action.trigger'),
    event: z.object({ operator: OpenId, action: z.object({ value: z.object({ answer: Text }) }) }),
  }),
  z.object({
    header: Header('im.message.receive_v1'),
    event: z.object({
      sender: z.object({ sender_id: OpenId }),
      message: z.object({ message_type: z.literal('text'), content: Text }),
    }),
  }),
])
export const FeishuText = z.object({ text: Text })
