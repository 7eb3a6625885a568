-- A company's people as samples show them, with generated rows: numbers n decide every value, so each load is the same.
CREATE TABLE numbers (n INT PRIMARY KEY);

INSERT INTO numbers
  SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d
  FROM (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
        UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) a
  JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
        UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) b
  JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
        UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) c
  JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
        UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) e
  JOIN (SELECT 0 AS d UNION ALL SELECT 1) f;

CREATE TABLE departments (
  dept_no CHAR(4) NOT NULL,
  dept_name VARCHAR(40) NOT NULL,
  PRIMARY KEY (dept_no),
  UNIQUE KEY dept_name (dept_name)
);

INSERT INTO departments VALUES
  ('d001', 'Marketing'), ('d002', 'Finance'), ('d003', 'People'), ('d004', 'Production'), ('d005', 'Development'),
  ('d006', 'Quality'), ('d007', 'Sales'), ('d008', 'Research'), ('d009', 'Kundendienst für Übersee');

CREATE TABLE employees (
  emp_no INT NOT NULL,
  birth_date DATE NOT NULL,
  first_name VARCHAR(14) NOT NULL,
  last_name VARCHAR(16) NOT NULL,
  gender ENUM('M', 'F') NOT NULL,
  hire_date DATE NOT NULL,
  PRIMARY KEY (emp_no),
  KEY last_name (last_name, first_name)
);

INSERT INTO employees
  SELECT 10000 + n,
         DATE '1952-02-01' + INTERVAL (n * 7919) % 4900 DAY,
         ELT(1 + n % 7, 'Jürgen', 'Mayumi', 'Anneke', 'Saniya', 'Tzvetan', 'Zoë', 'Bojan'),
         ELT(1 + (n * 31) % 11, 'Facello', 'Simmel', 'Bamford', 'Koblick', 'Maliniak', 'Preusig', 'Zielinski',
             'O''Hara', 'Peac', 'Piveteau', 'Sluis'),
         ELT(1 + (n * 13) % 2, 'M', 'F'),
         DATE '1985-01-01' + INTERVAL (n * 104729) % 5400 DAY
  FROM numbers WHERE n BETWEEN 1 AND 12000;

CREATE TABLE dept_emp (
  emp_no INT NOT NULL,
  dept_no CHAR(4) NOT NULL,
  from_date DATE NOT NULL,
  to_date DATE NOT NULL,
  PRIMARY KEY (emp_no, dept_no),
  KEY dept_no (dept_no),
  CONSTRAINT dept_emp_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE,
  CONSTRAINT dept_emp_department FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE
);

INSERT INTO dept_emp
  SELECT emp_no, CONCAT('d00', 1 + emp_no % 9), hire_date, DATE '9999-01-01' FROM employees
  UNION ALL
  SELECT emp_no, CONCAT('d00', 1 + (emp_no + 4) % 9), hire_date, hire_date + INTERVAL 400 DAY
  FROM employees WHERE emp_no % 5 = 0;

CREATE TABLE dept_manager (
  emp_no INT NOT NULL,
  dept_no CHAR(4) NOT NULL,
  from_date DATE NOT NULL,
  to_date DATE NOT NULL,
  PRIMARY KEY (emp_no, dept_no),
  KEY dept_no (dept_no),
  CONSTRAINT dept_manager_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE,
  CONSTRAINT dept_manager_department FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE
);

INSERT INTO dept_manager
  SELECT MIN(emp_no), dept_no, DATE '1991-10-01', DATE '9999-01-01' FROM dept_emp GROUP BY dept_no;

CREATE TABLE titles (
  emp_no INT NOT NULL,
  title VARCHAR(50) NOT NULL,
  from_date DATE NOT NULL,
  to_date DATE DEFAULT NULL,
  PRIMARY KEY (emp_no, title, from_date),
  CONSTRAINT titles_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE
);

INSERT INTO titles
  SELECT emp_no, ELT(1 + emp_no % 4, 'Engineer', 'Staff', 'Technique Leader', 'Assistant'), hire_date, NULL
  FROM employees
  UNION ALL
  SELECT emp_no, 'Trainee', hire_date - INTERVAL 200 DAY, hire_date FROM employees WHERE emp_no % 2 = 0;

CREATE TABLE salaries (
  emp_no INT NOT NULL,
  salary INT NOT NULL,
  from_date DATE NOT NULL,
  to_date DATE NOT NULL,
  PRIMARY KEY (emp_no, from_date),
  KEY to_date (to_date),
  CONSTRAINT salaries_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE
);

INSERT INTO salaries
  SELECT emp_no,
         39000 + (emp_no * 37 + n * 1103) % 60000,
         hire_date + INTERVAL n YEAR,
         IF(n = 9, DATE '9999-01-01', hire_date + INTERVAL n + 1 YEAR)
  FROM employees JOIN numbers ON n < 10;

CREATE VIEW dept_emp_latest_date AS
  SELECT emp_no, MAX(from_date) AS from_date, MAX(to_date) AS to_date FROM dept_emp GROUP BY emp_no;

CREATE VIEW current_dept_emp AS
  SELECT l.emp_no, d.dept_no, l.from_date, l.to_date
  FROM dept_emp d JOIN dept_emp_latest_date l
    ON d.emp_no = l.emp_no AND d.from_date = l.from_date AND l.to_date = d.to_date;

DROP TABLE numbers
