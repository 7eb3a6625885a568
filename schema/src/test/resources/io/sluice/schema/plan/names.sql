CREATE TABLE ticket (id INT AUTO_INCREMENT PRIMARY KEY, status ENUM('open', 'done') NOT NULL, ctid INT,
    KEY status (status), KEY parts (id, status), KEY long_name_of_an_index_that_does_not_fit_behind_its_table_name (ctid),
    CONSTRAINT ticket_status_not_null CHECK (ctid > 0));
CREATE TABLE ticket_status (id INT PRIMARY KEY);
CREATE TABLE ticket_id_seq (id INT PRIMARY KEY);
CREATE TABLE ticket_pkey (id INT PRIMARY KEY);
CREATE TABLE _ticket (id INT PRIMARY KEY, note ENUM('x'));
CREATE TABLE Ticket (id INT PRIMARY KEY, parent INT, CONSTRAINT up FOREIGN KEY (parent) REFERENCES ticket (id));
CREATE VIEW ticket_parts AS SELECT id FROM ticket;
CREATE TABLE split (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
CREATE TABLE split_p0_pkey (id INT PRIMARY KEY);
CREATE TABLE hole (id INT PRIMARY KEY) ENGINE = BLACKHOLE;
CREATE TABLE part (id INT PRIMARY KEY) ENGINE = MyISAM;
CREATE TABLE united (id INT, KEY (id)) ENGINE = MERGE UNION = (part);
