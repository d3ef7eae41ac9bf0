"""The words that the staff side and the student side speak: pure, bytes in and messages out, no I/O.

`limits` bounds everything, `messages` names what may be said, `values` turns Python values into plain data and back,
`frames` cuts a byte stream into messages, `connection` holds the state tables that say who may say what and when,
`answering` is the student's role: requests answered against live objects.
"""
